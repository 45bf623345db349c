import { expect, test } from "vitest";
import { documentationLink } from "./documentation";

test.each([
  ["https://docs.example/orders", "https://docs.example/orders"],
  ["https://docs.example/orders?v=1#errors", "https://docs.example/orders?v=1#errors"],
])("%s is a link", (documentation, link) => {
  expect(documentationLink(documentation)).toBe(link);
});

test.each([
  "",
  "Call GET /orders. See https://docs.example",
  "https://docs.example/orders and more",
  "http://docs.example/orders",
  "javascript:alert(1)",
  "https://",
  "https://bank.example@evil.example/",
  "data:text/html,hello",
])("%j is text", (documentation) => {
  expect(documentationLink(documentation)).toBeNull();
});
