/** Filters, order and page of the keys table, as they stand in the URL. Every URL is good: what is off falls back. */
import { z } from "zod";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { EXPIRY_FILTERS, KEY_SORTS, PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { NOTICES } from "@/lib/domain/keys/notices";
import { STATUSES } from "@/lib/domain/keys/status";
import { SCOPE_PATTERN } from "@/lib/domain/scopes";
import { hasUnsafeCharacter } from "@/lib/domain/text";

export { EXPIRY_FILTERS, KEY_SORTS, PAGE_SIZES };

/** A comma-separated list of which the unknown members are dropped. */
const listOf = (known: (member: string) => boolean) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(","))].filter(known).slice(0, 50))
    .catch([]);

export const keyListFilter = z.object({
  q: z
    .string()
    .max(200)
    .refine((text) => !hasUnsafeCharacter(text))
    .transform((text) => text.trim())
    .catch(""),
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
  order: z.enum(["asc", "desc"]).catch("desc"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  size: z.coerce
    .number()
    .pipe(
      z.union(
        PAGE_SIZES.map((size) => z.literal(size)) as [z.ZodLiteral<25>, z.ZodLiteral<50>, z.ZodLiteral<100>],
      ),
    )
    .catch(25),
});
