import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { newKeyText, newPublicId } from "./key-text";
import { readCredential } from "./presented";

const publicId = newPublicId(randomBytes);
const text = newKeyText({ prefix: "ks", kind: "key_set", environment: "production", publicId }, randomBytes);

const read = (...rawHeaders: string[]) => readCredential({ rawHeaders });

test.each([
  [["Authorization", "Bearer k"], true],
  [["authorization", "bearer  k "], true],
  [["AUTHORIZATION", "BEARER\tk"], true],
  [["X-API-Key", " k "], false],
  [["x-tenant-api-key", "k"], false],
  [["Host", "h", "X-Api-Key", "k", "x-tenant-api-key", "k"], false],
  [["Authorization", "Bearer k", "X-API-Key", "k"], true],
  [["Authorization", "Basic abc", "X-API-Key", "k"], true],
])("%j presents the key k", (headers, inAuthorization) => {
  expect(read(...headers)).toEqual({ kind: "one", text: "k", inAuthorization, way: "raw" });
});

test("Basic presents the whole key as password, with its public id as user name and no other", () => {
  const basic = (user: string, password: string) => `Basic ${btoa(`${user}:${password}`)}`;
  const mine = basic(publicId, text);
  expect(read("Authorization", mine)).toEqual({ kind: "one", text, inAuthorization: true, way: "basic" });
  expect(read("Authorization", `bearer ${text}`)).toMatchObject({ way: "raw" });
  expect(read("X-API-Key", text)).toMatchObject({ way: "raw" });
  for (const foreign of [basic("somebody", text), basic(publicId, "k"), basic("", text)])
    expect(read("Authorization", foreign)).toEqual({ kind: "none", inAuthorization: true });
});

test.each([
  [["Authorization", "Bearer k", "Authorization", "Bearer l"]],
  [["Authorization", "Bearer k", "X-API-Key", "l"]],
  [["X-API-Key", "k", "x-api-key", "l"]],
  [["x-tenant-api-key", "k", "X-API-Key", "l"]],
])("%j presents two different keys", (headers) => {
  expect(read(...headers)).toEqual({ kind: "several" });
});

test.each([
  [["Host", "h"], false],
  [["X-API-Key", ""], false],
  [["Authorization", "Bearer "], true],
  [["Authorization", "Bearerk"], true],
  [["Authorization", "Basic abc"], true],
])("%j presents none", (headers, inAuthorization) => {
  expect(read(...headers)).toEqual({ kind: "none", inAuthorization });
});
