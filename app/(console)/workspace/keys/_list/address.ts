"use client";
import { createParser, parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { KEY_SET_SORTS } from "@/lib/domain/key-sets/list-words";
import { EXPIRY_FILTERS, PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { STATUSES } from "@/lib/domain/keys/status";

/** A day as in 2026-03-31; anything else asks nothing, as on the server. */
const parseAsDay = createParser({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
  serialize: (day: string) => day,
});
const parseAsId = createParser({
  parse: (text) => (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) ? text : null),
  serialize: (id: string) => id,
});
const ids = parseAsArrayOf(parseAsId).withDefault([]);

/** What narrows the table, in the URL; the same names as `keySetFilter`, which reads it on the server. */
export const filterAddress = {
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  authType: parseAsArrayOf(parseAsStringLiteral(AUTH_TYPES)).withDefault([]),
  api: ids,
  environment: parseAsArrayOf(parseAsString).withDefault([]),
  application: parseAsId,
  organization: ids,
  group: ids,
  expiry: parseAsStringLiteral(EXPIRY_FILTERS),
  expiresFrom: parseAsDay,
  expiresTo: parseAsDay,
  createdFrom: parseAsDay,
  createdTo: parseAsDay,
  rotatedFrom: parseAsDay,
  rotatedTo: parseAsDay,
  lastUsedFrom: parseAsDay,
  lastUsedTo: parseAsDay,
};

/** The whole of it: how it is ordered, and which page. */
export const tableAddress = {
  ...filterAddress,
  sort: parseAsStringLiteral(KEY_SET_SORTS).withDefault("created"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
};

const names = Object.keys(filterAddress) as (keyof typeof filterAddress)[];

export const NO_FILTERS = Object.fromEntries([...names, "page"].map((name) => [name, null])) as Record<
  keyof typeof filterAddress | "page",
  null
>;

/** Whether anything narrows the table. */
export function isFiltered(address: Record<keyof typeof filterAddress, unknown>): boolean {
  return names.some((name) => {
    const value = address[name];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });
}
