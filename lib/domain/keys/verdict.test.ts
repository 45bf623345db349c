import { describe, expect, test } from "vitest";
import { hintOf, type KeyRecord, verdict } from "./verdict";

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
  apis: [],
  authType: null,
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
  expect(
    verdict(
      { ...good, ...record },
      { scopes: [], environment: null, api: null, way: "raw", ...request },
      now,
    ),
  ).toBe(code);
});

describe("a key set", () => {
  const set: Partial<KeyRecord> = { kind: "key_set", scopes: [], apis: ["orders-v1"], authType: "api_key" };
  const basic: Partial<KeyRecord> = { ...set, authType: "basic" };
  const oauth: Partial<KeyRecord> = { ...set, authType: "oauth2_client_credentials" };
  const call = { environment: "production", api: "orders-v1" };
  test.each([
    ["opens the API that it is subscribed to", set, call, "valid", null],
    ["opens no other", set, { ...call, api: "billing-v1" }, "not_subscribed", null],
    ["opens nothing while the API is not named", set, { ...call, api: null }, "not_subscribed", "name_api"],
    ["opens nothing without a subscription", { ...set, apis: [] }, call, "not_subscribed", null],
    ["is good in its environment alone", set, { ...call, environment: "staging" }, "wrong_environment", null],
    [
      "opens nothing while the environment is not named",
      set,
      { ...call, environment: null },
      "wrong_environment",
      "name_environment",
    ],
    ["that is suspended says so first", { ...set, held: true }, { api: "x" }, "suspended", null],
    ["for Basic is good as user name and password", basic, { ...call, way: "basic" }, "valid", null],
    ["for Basic is refused as a bearer", basic, call, "not_subscribed", "present_as_basic"],
    ["for Basic has no tokens", basic, { ...call, way: "token" }, "not_subscribed", "present_as_basic"],
    [
      "that is an API key is refused as Basic",
      set,
      { ...call, way: "basic" },
      "not_subscribed",
      "present_whole",
    ],
    ["that is an API key has no tokens", set, { ...call, way: "token" }, "not_subscribed", "present_whole"],
    [
      "of client credentials is refused as Basic",
      oauth,
      { ...call, way: "basic" },
      "not_subscribed",
      "exchange_for_token",
    ],
    ["of client credentials opens its API by a token", oauth, { ...call, way: "token" }, "valid", null],
    [
      "of client credentials opens nothing by its secret",
      oauth,
      call,
      "not_subscribed",
      "exchange_for_token",
    ],
    ["is known to the hub without an API", oauth, { way: "hub" }, "valid", null],
    ["has no scopes", set, { ...call, scopes: ["orders:read"] }, "insufficient_scope", null],
  ] as const)("%s", (_, record, asked, code, hint) => {
    const request = { scopes: [], environment: null, api: null, way: "raw", ...asked } as const;
    const whole = { ...good, ...record };
    expect(verdict(whole, request, now)).toBe(code);
    expect(hintOf(whole, request, code)).toBe(hint);
  });
  test("asks nothing of other kinds: an API that is named changes nothing for them", () => {
    const request = { scopes: [], environment: null, api: "orders-v1", way: "raw" } as const;
    expect(verdict(good, request, now)).toBe("valid");
    expect(verdict(good, { ...request, way: "basic" }, now)).toBe("valid");
    expect(hintOf(good, { ...request, environment: "staging" }, "wrong_environment")).toBeNull();
  });
});
