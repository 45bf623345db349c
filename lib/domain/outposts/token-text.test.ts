import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { readKeyText } from "../keys/read-key-text";
import { isOutpostToken, newOutpostToken } from "./token-text";

const token = (environment: string | null = "production") =>
  newOutpostToken({ prefix: "ks", environment }, randomBytes);

test("a token is known by its text, with and without an environment", () => {
  expect(token()).toMatch(/^ks_oproduction_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
  expect(isOutpostToken(token())).toBe(true);
  expect(isOutpostToken(token(null))).toBe(true);
  expect(token()).not.toBe(token());
});

test("a token that is cut, lengthened or mistyped is none, nor is a key", () => {
  const good = token();
  for (const bad of ["", good.slice(1), good.slice(0, -1), `${good}0`, `"${good}"`, good.replace("_o", "_a")])
    expect(isOutpostToken(bad)).toBe(false);
  const at = good.length - 20;
  const other = good[at] === "x" ? "y" : "x";
  expect(isOutpostToken(good.slice(0, at) + other + good.slice(at + 1))).toBe(false);
});

test("a token is no key", () => {
  expect(readKeyText(token())).toMatchObject({ ok: false });
});
