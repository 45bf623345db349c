/** Filters, order and page of the keys table, as they stand in the URL. Every URL is good: what is off falls back. */
import { z } from "zod";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { EXPIRY_FILTERS, KEY_SORTS, PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { NOTICES } from "@/lib/domain/keys/notices";
import { STATUSES } from "@/lib/domain/keys/status";
import { SCOPE_PATTERN } from "@/lib/domain/scopes";
import { direction, listOf, pageNumber, pageSize, searchText } from "./list-filter";

export { EXPIRY_FILTERS, KEY_SORTS, PAGE_SIZES };

export const keyListFilter = z.object({
  q: searchText,
  status: listOf((member) => (STATUSES as readonly string[]).includes(member)),
  environment: listOf((member) => ENVIRONMENT_PATTERN.test(member)),
  scope: listOf((member) => SCOPE_PATTERN.test(member)),
  /** The page's own condition: only keys that hold this scope are here at all. */
  holding: z
    .string()
    .refine((scope) => SCOPE_PATTERN.test(scope), "This is no scope.")
    .nullable()
    .default(null),
  expiry: z.enum(EXPIRY_FILTERS).nullable().catch(null),
  notice: z.enum(NOTICES).nullable().catch(null),
  sort: z.enum(KEY_SORTS).catch("created"),
  order: direction("desc"),
  page: pageNumber,
  size: pageSize,
});
