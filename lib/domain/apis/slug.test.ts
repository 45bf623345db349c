import { expect, test } from "vitest";
import { API_SLUG_PATTERN, apiSlug } from "./slug";

test.each([
  ["Orders", "1", "orders-v1"],
  ["Orders", "v1", "orders-v1"],
  ["  Größe & Maß ", "2.1 beta", "gro-e-ma-v2-1-beta"],
  ["Crème brûlée", "2026-04", "creme-brulee-v2026-04"],
  ["ORDERS_API", "Edge", "orders-api-edge"],
])("%s %s is called %s by programs", (name, version, slug) => {
  expect(apiSlug(name, version)).toBe(slug);
  expect(slug).toMatch(API_SLUG_PATTERN);
});

test("a name that programs could not spell has no slug", () => {
  expect(apiSlug("订单", "1")).toBeNull();
  expect(apiSlug("Orders", "...")).toBeNull();
});
