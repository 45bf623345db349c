"use client";
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { APPLICATION_SORTS, APPLICATION_STATES } from "@/lib/domain/applications/list-words";
import { PAGE_SIZES } from "@/lib/domain/keys/list-words";

/** The table's state in the URL; the same names and defaults as `applicationFilter`, which reads it on the server. */
export const applicationAddress = {
  q: parseAsString.withDefault(""),
  state: parseAsArrayOf(parseAsStringLiteral(APPLICATION_STATES)).withDefault([]),
  organization: parseAsArrayOf(parseAsString).withDefault([]),
  group: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsStringLiteral(APPLICATION_SORTS).withDefault("name"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
  page: parseAsInteger.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
};

export const NO_APPLICATION_FILTERS = { q: null, state: null, organization: null, group: null, page: null };

export const APPLICATION_ORDERS = [
  { id: "name", desc: false, label: "Name, A to Z" },
  { id: "name", desc: true, label: "Name, Z to A" },
  { id: "created", desc: true, label: "Newest first" },
  { id: "created", desc: false, label: "Oldest first" },
];
