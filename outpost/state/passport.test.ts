import { expect, test } from "vitest";
import { readVersion } from "../sync/wire";
import { newKey, versionOf } from "../testing/workspace";
import { Passport } from "./passport";

const passportOf = (name: string) =>
  new Passport(readVersion(JSON.parse(JSON.stringify(versionOf(newKey({ name }))))), null, "acme");
const whole = /^HTTP\/1\.1 204 No Content\r\n(.+\r\n)+\r\n$/;
const atMs = Date.parse("2026-06-01T12:00:00.200Z");

test("a voucher says the same within a second, and the next second's date in the next", () => {
  const passport = passportOf("Shop");
  const first = passport.voucherAt(atMs);
  expect(first).toMatch(whole);
  for (let call = 0; call < 3; call++) expect(passport.voucherAt(atMs + call)).toBe(first);
  const later = passport.voucherAt(atMs + 1_000);
  expect(later).toBe(first.replace("12:00:00 GMT", "12:00:01 GMT"));
  expect(passport.voucherAt(atMs + 1_300)).toBe(later);
});

test("a long voucher is told as well, again and again", () => {
  const passport = passportOf("N".repeat(3_000));
  const first = passport.voucherAt(atMs);
  for (let call = 0; call < 3; call++) expect(passport.voucherAt(atMs)).toBe(first);
  expect(passport.voucherAt(atMs + 1_000)).toContain("12:00:01 GMT");
});
