import { expect, test } from "vitest";
import { causeText, readCause } from "./cause";

test.each([
  ["revoked", []],
  ["wrong_environment", ["staging"]],
  ["insufficient_scope", ["orders:read", "orders:write"]],
])("the cause %s with %j is read as it was kept", (code, names) => {
  expect(readCause(causeText(code, names))).toEqual({ code, names });
});

test("no more than five names are kept", () => {
  const names = Array.from({ length: 64 }, (_, index) => `orders:do${index}`);
  expect(readCause(causeText("insufficient_scope", names)).names).toEqual(names.slice(0, 5));
});
