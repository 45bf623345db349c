import { expect, test } from "vitest";
import { readVersion } from "../sync/wire";
import { newKey, versionOf } from "../testing/workspace";
import { Passport } from "./passport";

test.each([8, 3_000])("what a proxy is told of a name of %s characters is the same each time", (length) => {
  const key = newKey({ name: "N".repeat(length) });
  const passport = new Passport(readVersion(JSON.parse(JSON.stringify(versionOf(key)))), null, "acme");
  const first = passport.vouching;
  expect(first).toMatch(/^HTTP\/1\.1 204 No Content\r\n(.+\r\n)+$/);
  expect(first).toContain(`\r\nX-Keysmith-Name: ${"N".repeat(length)}\r\n`);
  for (let call = 0; call < 3; call++) expect(passport.vouching).toBe(first);
});
