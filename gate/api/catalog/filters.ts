/** The searches of the catalog's lists. As with keys, a program is told of a filter that is none. */
import { z } from "@hono/zod-openapi";
import { API_SORTS } from "@/lib/contracts/apis";
import { SUBSCRIPTION_VIEWS } from "@/lib/contracts/subscriptions";
import { APPROVALS } from "@/lib/domain/apis/approval";
import { APPLICATION_SORTS, APPLICATION_STATES } from "@/lib/domain/applications/list-words";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import { list, wholeNumber } from "../key-filter";

const oneOf = <Word extends string>(words: readonly Word[]) =>
  z.enum(words as readonly [Word, ...Word[]], `One of ${words.join(", ")}.`).optional();
const someOf = (words: readonly string[]) => list(words.join(", "), (member) => words.includes(member));
const isId = (text: string) => z.uuid().safeParse(text).success;
const id = z.uuid("An id.").optional();
const environments = list("environments", (member) => ENVIRONMENT_PATTERN.test(member));
const q = z.string().max(200, "At most 200 characters.").optional();

const page = {
  order: z.enum(["asc", "desc"], "asc or desc.").optional(),
  page: z.string().refine(wholeNumber, "A whole number from 1 on.").optional(),
  size: z.enum(PAGE_SIZES.map(String), `One of ${PAGE_SIZES.join(", ")}.`).optional(),
};

export const templateFilter = z.strictObject({
  retired: z.enum(["true", "false"], "true or false.").optional(),
});

export const apiFilter = z.strictObject({
  q,
  environment: environments,
  auth_type: someOf(AUTH_TYPES),
  approval: someOf(APPROVALS),
  retired: oneOf(["hidden", "shown", "only"]),
  sort: oneOf(API_SORTS),
  ...page,
});

export const applicationFilter = z.strictObject({
  q,
  state: someOf(APPLICATION_STATES),
  organization: list("ids", isId),
  group: list("ids", isId),
  sort: oneOf(APPLICATION_SORTS),
  ...page,
});

export const subscriptionFilter = z.strictObject({
  q,
  view: oneOf(SUBSCRIPTION_VIEWS),
  status: someOf(SUBSCRIPTION_STATUSES),
  environment: environments,
  application: id,
  api: id,
  ...page,
});
