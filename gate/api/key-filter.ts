import { z } from "@hono/zod-openapi";
import { EXPIRY_FILTERS, PAGE_SIZES } from "@/lib/contracts/key-list";
import { PERSONAL_PAGE_SIZES } from "@/lib/contracts/personal-keys";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { NOTICES } from "@/lib/domain/keys/notices";
import { STATUSES } from "@/lib/domain/keys/status";
import { SCOPE_PATTERN } from "@/lib/domain/scopes";

const sorts = { name: "name", created: "created", last_used: "lastUsed", expires: "expires" } as const;
export const wholeNumber = (text: string) => /^\d{1,6}$/.test(text) && Number(text) > 0;

export function list(what: string, known: (member: string) => boolean) {
  return z
    .string()
    .max(2_000)
    .refine((text) => text.split(",").every(known), `A comma-separated list of ${what}.`)
    .optional();
}

/**
 * The query of `GET /v1/keys`: the filters of the console. A person's link falls back where it is off; a program is told,
 * since a filter that silently does nothing would hand it keys that it did not mean.
 */
export const keyFilter = z.strictObject({
  q: z.string().max(200, "At most 200 characters.").optional(),
  status: list(`${STATUSES.join(", ")}`, (member) => (STATUSES as readonly string[]).includes(member)),
  environment: list("environments", (member) => ENVIRONMENT_PATTERN.test(member)),
  scope: list("scopes", (member) => SCOPE_PATTERN.test(member)),
  expiry: z.enum(EXPIRY_FILTERS, `One of ${EXPIRY_FILTERS.join(", ")}.`).optional(),
  notice: z.enum(NOTICES, `One of ${NOTICES.join(", ")}.`).optional(),
  sort: z.enum(Object.keys(sorts) as (keyof typeof sorts)[], `One of ${Object.keys(sorts)}.`).optional(),
  order: z.enum(["asc", "desc"], "asc or desc.").optional(),
  page: z.string().refine(wholeNumber, "A whole number from 1 on.").optional(),
  size: z.enum(PAGE_SIZES.map(String), `One of ${PAGE_SIZES.join(", ")}.`).optional(),
});

const personalSorts = { ...sorts, status: "status" } as const;

/** The query of the tables of personal keys. */
export const personalFilter = z.strictObject({
  sort: z
    .enum(
      Object.keys(personalSorts) as (keyof typeof personalSorts)[],
      `One of ${Object.keys(personalSorts)}.`,
    )
    .optional(),
  order: z.enum(["asc", "desc"], "asc or desc.").optional(),
  page: z.string().refine(wholeNumber, "A whole number from 1 on.").optional(),
  size: z.enum(PERSONAL_PAGE_SIZES.map(String), `One of ${PERSONAL_PAGE_SIZES.join(", ")}.`).optional(),
});

export function consolePersonalFilter({ sort, ...rest }: z.output<typeof personalFilter>) {
  return { ...rest, ...(sort && { sort: personalSorts[sort] }) };
}

/** The same in the words of the contract. */
export function consoleFilter({ sort, ...rest }: z.output<typeof keyFilter>) {
  return { ...rest, ...(sort && { sort: sorts[sort] }) };
}
