/** The searches of the catalog's lists. As with keys, a program is told of a filter that is none. */
import { z } from "@hono/zod-openapi";
import { API_SORTS } from "@/lib/contracts/apis";
import { SUBSCRIPTION_VIEWS } from "@/lib/contracts/subscriptions";
import { APPROVALS } from "@/lib/domain/apis/approval";
import { APPLICATION_SORTS, APPLICATION_STATES } from "@/lib/domain/applications/list-words";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { KEY_SET_SORTS } from "@/lib/domain/key-sets/list-words";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { EXPIRY_FILTERS, PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { STATUSES } from "@/lib/domain/keys/status";
import { SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import { list, wholeNumber } from "../key-filter";
import { fromWire, snake } from "../wire";

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

const day = z.iso.date("A day, as in 2026-03-31.").optional();

export const keySetFilter = z.strictObject({
  q,
  status: someOf(STATUSES),
  auth_type: someOf(AUTH_TYPES),
  environment: environments,
  api: list("ids", isId),
  application: id,
  organization: list("ids", isId),
  group: list("ids", isId),
  expiry: oneOf(EXPIRY_FILTERS),
  created_from: day,
  created_to: day,
  rotated_from: day,
  rotated_to: day,
  last_used_from: day,
  last_used_to: day,
  expires_from: day,
  expires_to: day,
  sort: oneOf(KEY_SET_SORTS.map(snake)),
  ...page,
});

/** The same in the words of the contract. */
export function consoleKeySetFilter({ sort, ...rest }: z.output<typeof keySetFilter>): object {
  return {
    ...(fromWire(rest) as object),
    ...(sort && { sort: KEY_SET_SORTS.find((one) => snake(one) === sort) }),
  };
}
