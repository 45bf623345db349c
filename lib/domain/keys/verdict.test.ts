import { expect, test } from "vitest";
import { type KeyRecord, verdict } from "./verdict";

const now = new Date("2026-06-15T12:00:00Z");
const good: KeyRecord = {
  workspaceId: "w",
  keyId: "k",
  versionId: "v",
  publicId: "p",
  generation: 1,
  kind: "access",
  name: "Orders",
  environment: "production",
  scopes: ["orders:read", "orders:write"],
  held: false,
  deleted: false,
  activatedAt: new Date("2026-01-01T00:00:00Z"),
  expiresAt: null,
  rotatesAt: null,
  retiresAt: null,
  revokedAt: null,
};

test.each([
  ["a good key", {}, {}, "valid"],
  ["a deleted key does not exist", { deleted: true }, {}, "unknown"],
  ["a revoked key", { revokedAt: now }, {}, "revoked"],
  ["an expired key", { expiresAt: now }, {}, "expired"],
  ["a key that is not activated", { activatedAt: null }, {}, "pending"],
  ["a held key", { held: true }, {}, "suspended"],
  ["the key's own environment", {}, { environment: "production" }, "valid"],
  ["another environment", {}, { environment: "staging" }, "wrong_environment"],
  ["a key of no environment fits each", { environment: null }, { environment: "staging" }, "valid"],
  ["all scopes held", {}, { scopes: ["orders:read", "orders:write"] }, "valid"],
  ["one scope missing", {}, { scopes: ["orders:read", "orders:delete"] }, "insufficient_scope"],
  [
    "the status outranks what was asked",
    { held: true },
    { environment: "staging", scopes: ["x:y"] },
    "suspended",
  ],
  [
    "the environment outranks the scope",
    {},
    { environment: "staging", scopes: ["x:y"] },
    "wrong_environment",
  ],
])("%s", (_, record, request, code) => {
  expect(verdict({ ...good, ...record }, { scopes: [], environment: null, ...request }, now)).toBe(code);
});
