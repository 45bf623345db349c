"use client";
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { API_SORTS } from "@/lib/contracts/apis";
import { APPROVALS } from "@/lib/domain/apis/approval";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { PAGE_SIZES } from "@/lib/domain/keys/list-words";

/** The catalog's state in the URL; the names and defaults of `apiFilter`, which reads it on the server. */
export const tableAddress = {
  q: parseAsString.withDefault(""),
  environment: parseAsArrayOf(parseAsString).withDefault([]),
  authType: parseAsArrayOf(parseAsStringLiteral(AUTH_TYPES)).withDefault([]),
  approval: parseAsArrayOf(parseAsStringLiteral(APPROVALS)).withDefault([]),
  retired: parseAsStringLiteral(["hidden", "shown", "only"] as const).withDefault("hidden"),
  sort: parseAsStringLiteral(API_SORTS).withDefault("name"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
  page: parseAsInteger.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
};

export const NO_FILTERS = {
  q: null,
  environment: null,
  authType: null,
  approval: null,
  retired: null,
  page: null,
};

/** The orders in words: for cards, which have no headers to press. */
export const API_ORDERS = [
  { id: "name", desc: false, label: "Name, A to Z" },
  { id: "name", desc: true, label: "Name, Z to A" },
  { id: "created", desc: true, label: "Newest first" },
  { id: "created", desc: false, label: "Oldest first" },
];
