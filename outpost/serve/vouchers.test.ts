import { expect, test } from "vitest";
import { Passport } from "../state/passport";
import { readVersion } from "../sync/wire";
import { newKey, type TestKey, versionOf } from "../testing/workspace";
import { Vouchers } from "./vouchers";

const passportOf = (key: TestKey) =>
  new Passport(readVersion(JSON.parse(JSON.stringify(versionOf(key)))), null, "acme");
const whole = /^HTTP\/1\.1 204 No Content\r\n(.+\r\n)+\r\n$/;
const atMs = Date.parse("2026-06-01T12:00:00.200Z");

test("says the same within a second, and the next second's date in the next", () => {
  const vouchers = new Vouchers();
  const passport = passportOf(newKey({ name: "Shop" }));
  const first = vouchers.textOf(passport, atMs);
  expect(first).toMatch(whole);
  for (let call = 0; call < 3; call++) expect(vouchers.textOf(passport, atMs + call)).toBe(first);
  const later = vouchers.textOf(passport, atMs + 1_000);
  expect(later).toBe(first.replace("12:00:00 GMT", "12:00:01 GMT"));
  expect(vouchers.textOf(passport, atMs + 1_300)).toBe(later);
});

test("tells each who they are, also where two have one place, and a changed key what it is now", () => {
  const vouchers = new Vouchers();
  const key = newKey({ name: "Shop" });
  const passports = Array.from({ length: 8_193 }, () => passportOf(key));
  const other = passportOf({ ...key, record: { ...key.record, name: "Till" } });
  // As far apart as there are places, wherever the counting began.
  const alike = passports.find(({ number }) => (other.number - number) % 8_192 === 0)!;
  for (let call = 0; call < 4; call++) {
    expect(vouchers.textOf(alike, atMs)).toContain("X-Keysmith-Name: Shop\r\n");
    expect(vouchers.textOf(other, atMs)).toContain("X-Keysmith-Name: Till\r\n");
  }
});

test("what is long is told as well, again and again", () => {
  const vouchers = new Vouchers();
  const passport = passportOf(newKey({ name: "N".repeat(3_000) }));
  const first = vouchers.textOf(passport, atMs);
  for (let call = 0; call < 3; call++) expect(vouchers.textOf(passport, atMs)).toBe(first);
  expect(vouchers.textOf(passport, atMs + 1_000)).toContain("12:00:01 GMT");
});
