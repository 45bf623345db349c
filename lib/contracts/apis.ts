/** What the API Catalog's commands and list take. */
import { z } from "zod";
import { APPROVALS } from "@/lib/domain/apis/approval";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { direction, listOf, pageNumber, pageSize, searchText, wordsOf } from "./list-filter";
import { descriptionText, environmentText, idText, nameText, plainText, requiredText } from "./text";
import { MOST_ENVIRONMENTS } from "./workspaces";

const version = requiredText("Version", 30);
const documentation = plainText("Documentation", 2_000);
const approval = z.enum(APPROVALS, "Choose how subscriptions are approved.");
const environments = z
  .array(environmentText, "Environments are a list.")
  .min(1, "Choose at least one environment.")
  .max(MOST_ENVIRONMENTS, `At most ${MOST_ENVIRONMENTS} environments.`)
  .transform((names) => [...new Set(names)]);
const authTypes = z
  .array(
    z.strictObject({
      authType: z.enum(AUTH_TYPES, "Choose an authentication type."),
      policyTemplateId: idText,
    }),
    "Authentication types are a list.",
  )
  .min(1, "Choose at least one authentication type.")
  .max(AUTH_TYPES.length, "Each authentication type once.")
  .refine(
    (list) => new Set(list.map(({ authType }) => authType)).size === list.length,
    "Each authentication type once.",
  );

export const createApi = z.strictObject({
  name: nameText,
  version,
  description: descriptionText.default(""),
  documentation: documentation.default(""),
  approval: approval.default("manual"),
  environments,
  authTypes,
});

/** Its version and the name that programs call it by stay: another version is another API. */
export const editApi = z.strictObject({
  id: idText,
  name: nameText.optional(),
  description: descriptionText.optional(),
  documentation: documentation.optional(),
  approval: approval.optional(),
  environments: environments.optional(),
  authTypes: authTypes.optional(),
});

export const oneApi = z.strictObject({ id: idText });
/** null = the form of a new one. */
export const apiForm = z.strictObject({ id: idText.nullable().default(null) });

export const API_SORTS = ["name", "created"] as const;

export const apiFilter = z.object({
  q: searchText,
  environment: listOf((member) => ENVIRONMENT_PATTERN.test(member)),
  authType: wordsOf(AUTH_TYPES),
  approval: wordsOf(APPROVALS),
  /** Those that take no subscription any more are left out unless they are asked for. */
  retired: z.enum(["hidden", "shown", "only"]).catch("hidden"),
  sort: z.enum(API_SORTS).catch("name"),
  order: direction("asc"),
  page: pageNumber,
  size: pageSize,
});
