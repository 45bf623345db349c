"use client";
import { parseAsInteger, parseAsStringLiteral } from "nuqs";
import { PERSONAL_KEY_SORTS } from "@/lib/contracts/personal-keys";

/** The state of a table of personal keys in the URL; the names and defaults of `personalKeyFilter`, which reads it. */
export const personalTableAddress = {
  sort: parseAsStringLiteral(PERSONAL_KEY_SORTS).withDefault("created"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
  size: parseAsInteger.withDefault(25),
};

/** The orders in words: for cards, which have no headers to press. */
export const PERSONAL_ORDERS = [
  { id: "created", desc: true, label: "Newest first" },
  { id: "created", desc: false, label: "Oldest first" },
  { id: "name", desc: false, label: "Name, A to Z" },
  { id: "name", desc: true, label: "Name, Z to A" },
  { id: "status", desc: false, label: "Working first" },
  { id: "status", desc: true, label: "Ended first" },
  { id: "lastUsed", desc: true, label: "Last used first" },
  { id: "lastUsed", desc: false, label: "Longest unused first" },
  { id: "expires", desc: false, label: "Ending soonest first" },
  { id: "expires", desc: true, label: "Ending latest first" },
];

/** A column's id as an order; null where it has none. */
export function asPersonalSort(id: string): (typeof PERSONAL_KEY_SORTS)[number] | null {
  return PERSONAL_KEY_SORTS.find((sort) => sort === id) ?? null;
}
