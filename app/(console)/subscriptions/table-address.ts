"use client";
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { PAGE_SIZES } from "@/lib/domain/keys/list-words";
import { SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";

/** The state of the list in the URL; the names and defaults of `subscriptionFilter`, which reads it on the server. */
export const tableAddress = {
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(SUBSCRIPTION_STATUSES)).withDefault([]),
  environment: parseAsArrayOf(parseAsString).withDefault([]),
  application: parseAsString,
  api: parseAsString,
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
};

export const NO_FILTERS = {
  q: null,
  status: null,
  environment: null,
  application: null,
  api: null,
  page: null,
};

/** The orders in words: for cards, which have no headers to press. */
export const SUBSCRIPTION_ORDERS = [
  { id: "requested", desc: true, label: "Newest first" },
  { id: "requested", desc: false, label: "Oldest first" },
];
