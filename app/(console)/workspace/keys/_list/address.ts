"use client";
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { KEY_SET_SORTS } from "@/lib/domain/key-sets/list-words";
import { EXPIRY_FILTERS, PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { STATUSES } from "@/lib/domain/keys/status";

const some = parseAsArrayOf(parseAsString).withDefault([]);

/** What narrows the table, in the URL; the same names as `keySetFilter`, which reads it on the server. */
export const filterAddress = {
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  authType: parseAsArrayOf(parseAsStringLiteral(AUTH_TYPES)).withDefault([]),
  api: some,
  environment: some,
  application: parseAsString,
  organization: some,
  group: some,
  expiry: parseAsStringLiteral(EXPIRY_FILTERS),
  expiresFrom: parseAsString,
  expiresTo: parseAsString,
  createdFrom: parseAsString,
  createdTo: parseAsString,
  rotatedFrom: parseAsString,
  rotatedTo: parseAsString,
  lastUsedFrom: parseAsString,
  lastUsedTo: parseAsString,
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
