"use client";
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { EXPIRY_FILTERS, KEY_SORTS, PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { NOTICES } from "@/lib/domain/keys/notices";
import { STATUSES } from "@/lib/domain/keys/status";

/** The table's state in the URL; the same names and defaults as `keyListFilter`, which reads it on the server. */
export const tableAddress = {
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  environment: parseAsArrayOf(parseAsString).withDefault([]),
  scope: parseAsArrayOf(parseAsString).withDefault([]),
  expiry: parseAsStringLiteral(EXPIRY_FILTERS),
  notice: parseAsStringLiteral(NOTICES),
  sort: parseAsStringLiteral(KEY_SORTS).withDefault("created"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
};

export const NO_FILTERS = {
  q: null,
  status: null,
  environment: null,
  scope: null,
  expiry: null,
  notice: null,
  page: null,
};
