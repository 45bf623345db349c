import { expect, test } from "vitest";
import { SLUG_PATTERN } from "@/lib/contracts/people";
import { shortNameOf } from "./short-name";

test.each([
  ["Acme Payments", "acme-payments"],
  ["  Crème Brûlée & Söhne ", "creme-brulee-sohne"],
  ["--- 42 ---", "42"],
  [`${"long ".repeat(12)}name`, "long-long-long-long-long-long-long-long"],
])("%s suggests %s, which the contract accepts", (name, short) => {
  expect(shortNameOf(name)).toBe(short);
  expect(short).toMatch(SLUG_PATTERN);
});

test("a name without Latin letters suggests nothing, and the person chooses", () => {
  expect(shortNameOf("株式会社")).toBe("");
});
