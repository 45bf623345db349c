import { expect, test } from "vitest";
import { readCredential } from "./presented";

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
  expect(read(...headers)).toEqual({ kind: "one", text: "k", inAuthorization });
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
