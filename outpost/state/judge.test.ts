import { beforeEach, describe, expect, it, test } from "vitest";
import { readHead, readVersion } from "../sync/wire";
import { headOf, newKey, newSigner, OUTPOST_ID, type TestKey, versionOf } from "../testing/workspace";
import { Judge } from "./judge";
import { UNSTORED } from "./passport";
import { Records } from "./records";
import { Synced } from "./synced";

const now = new Date("2026-06-01T12:00:00Z");
const clock = { now, latest: now };
const signer = await newSigner();
const key = newKey({ scopes: ["orders:read", "orders:write"] });
const token = await signer.token(key, now, { jti: "j1", payload: { user_id: "42" } });

let judge: Judge;
let synced: Synced;
function know(keys: TestKey[], head: object = {}): void {
  const records = new Records();
  for (const one of keys) records.add(readVersion(JSON.parse(JSON.stringify(versionOf(one)))));
  synced = new Synced(
    readHead(headOf({ generation: 1, revision: 1 }, { signing_keys: [signer.published()], ...head })),
    records,
  );
}
beforeEach(() => {
  judge = new Judge();
  know([key]);
});
const said = (text: string, scopes: string[] = [], at = clock) => {
  const judgement = judge.judge(synced, text, scopes, at);
  return judgement.ok ? "good" : `${judgement.refusal}: ${judgement.cause}`;
};
const with_ = (change: Partial<TestKey["record"]>): TestKey => ({
  ...key,
  record: { ...key.record, ...change },
});

test("a good key and its token are let in, and who they are is said in headers", () => {
  for (const text of [key.text, token]) {
    const judgement = judge.judge(synced, text, ["orders:read"], clock);
    if (!judgement.ok) throw new Error(judgement.refusal);
    expect(judgement.passport.record.keyId).toBe(key.record.keyId);
    const headers = Object.fromEntries(
      Array.from({ length: judgement.passport.headers.length / 2 }, (_, i) =>
        judgement.passport.headers.slice(i * 2, i * 2 + 2),
      ),
    );
    expect(headers).toMatchObject({
      "X-Keysmith-Auth": text === token ? "token" : "key",
      "X-Keysmith-Workspace": "acme",
      "X-Keysmith-Key-Id": key.record.keyId,
      "X-Keysmith-Name": "Orders",
      "X-Keysmith-Scopes": "orders:read orders:write",
    });
    if (text === token)
      expect(JSON.parse(Buffer.from(headers["X-Keysmith-Payload"]!, "base64url").toString())).toEqual({
        user_id: "42",
      });
  }
});

describe("a withdrawn key takes its tokens with it, also those that were good a moment ago:", () => {
  it.each([
    ["revoked", { revokedAt: now }],
    ["expired", { expiresAt: now }],
    ["revoked", { retiresAt: now }],
    ["suspended", { held: true }],
    ["unknown", { deleted: true }],
    ["pending", { activatedAt: null }],
  ])("%s %j", (cause, change) => {
    expect([said(key.text), said(token)]).toEqual(["good", "good"]);
    know([with_(change)]);
    expect([said(key.text), said(token)]).toEqual([`invalid_key: ${cause}`, `invalid_token: ${cause}`]);
  });

  it("deleted and forgotten by the hub", () => {
    said(token);
    know([]);
    expect([said(key.text), said(token)]).toEqual(["invalid_key: unknown", "invalid_token: unknown_client"]);
  });

  it("another key under the same public id", () => {
    know([with_({ keyId: newKey().record.keyId })]);
    expect(said(token)).toBe("invalid_token: unknown_client");
  });
});

test("a version that was replaced takes its own tokens, not those of its successor", async () => {
  const next = newKey({ keyId: key.record.keyId, generation: 2 });
  know([with_({ revokedAt: now }), next]);
  expect(said(token)).toBe("invalid_token: revoked");
  expect([said(next.text), said(await signer.token(next, now))]).toEqual(["good", "good"]);
});

test("a revoked token is refused, and its siblings are not", async () => {
  said(token);
  know([key], { revoked_tokens: [{ jti: "j1", until: new Date(now.getTime() + 900_000).toISOString() }] });
  expect(said(token)).toBe("invalid_token: revoked_token");
  expect(said(await signer.token(key, now))).toBe("good");
});

test("a token that was good is refused when its signing key is gone, by its clock, and by another audience", () => {
  expect(said(token)).toBe("good");
  expect(
    said(token, [], { now: new Date(now.getTime() + 900_000), latest: new Date(now.getTime() + 900_000) }),
  ).toBe("expired_token: expired");
  know([key], { audience: "billing" });
  expect(said(token)).toBe("invalid_token: wrong_audience");
  know([key], { signing_keys: [] });
  expect(said(token)).toBe("invalid_token: unknown_kid");
});

test("a token that was good is none of another key under the same kid, nor may its bearer stay", async () => {
  const other = await newSigner();
  const judgement = judge.judge(synced, token, [], clock);
  if (!judgement.ok) throw new Error(judgement.refusal);
  expect([said(token), said(token)]).toEqual(["good", "good"]);
  know([key]);
  expect(judge.judgeAgain(synced, judgement.passport, [], clock).ok).toBe(true);
  const jwk = { ...other.published().jwk, kid: signer.kid };
  const head = headOf(
    { generation: 1, revision: 2 },
    { signing_keys: [{ ...other.published(), jwk, kid: signer.kid }] },
  );
  expect(said(token)).toBe("good");
  synced.apply({ revision: 2, keys: [], head: readHead(JSON.parse(JSON.stringify(head))) });
  expect(said(token)).toBe("invalid_token: bad_signature");
  expect(judge.judgeAgain(synced, judgement.passport, [], clock)).toMatchObject({ cause: "unknown_kid" });
});

test("a scope is needed of the token and, from the moment it is taken away, of its key", () => {
  expect(said(token, ["orders:write"])).toBe("good");
  expect(said(key.text, ["orders:delete"])).toBe("insufficient_scope: insufficient_scope");
  expect(said(token, ["orders:delete"])).toBe("insufficient_scope: insufficient_scope");
  know([with_({ scopes: ["orders:read"] })]);
  expect([said(token, ["orders:write"]), said(token, ["orders:read"])]).toEqual([
    "insufficient_scope: insufficient_scope",
    "good",
  ]);
  const judgement = judge.judge(synced, token, [], clock);
  if (!judgement.ok) throw new Error(judgement.refusal);
  const { scopes, headers } = judgement.passport;
  expect([scopes, headers[headers.indexOf("X-Keysmith-Scopes") + 1]]).toEqual([
    ["orders:read"],
    "orders:read",
  ]);
});

test("an Outpost of one environment refuses keys of another, and their tokens", () => {
  const outpost = { id: "00000000-0000-4000-8000-0000000000aa", name: "edge", environment: "staging" };
  know([key], { outpost });
  expect([said(key.text), said(token)]).toEqual([
    "invalid_key: wrong_environment",
    "invalid_token: wrong_environment",
  ]);
  know([with_({ environment: null })], { outpost });
  expect(said(key.text)).toBe("good");
});

test.each([
  ["", "malformed_key: empty"],
  [key.text.slice(0, -3), "malformed_key: cut"],
  [`"${key.text}"`, "malformed_key: quoted"],
  [newKey().text, "invalid_key: unknown"],
  ["a.b.c", "invalid_token: not_a_token"],
])("%s is %s", (text, expected) => {
  expect(said(text)).toBe(expected);
});

describe("a key set", () => {
  const applicationId = "00000000-0000-4000-8000-0000000000cc";
  const set = newKey({ kind: "key_set", authType: "api_key", apis: ["orders-v1"], applicationId });
  const oauth = newKey({
    kind: "key_set",
    authType: "oauth2_client_credentials",
    apis: ["orders-v1"],
    applicationId,
  });
  const inProduction = {
    outpost: { id: OUTPOST_ID, name: "edge", environment: "production" },
    apis: ["orders-v1", "billing-v1"],
  };
  const judgementOf = (text: string) => judge.judge(synced, text, [], clock);
  const hintFor = (text: string) => {
    const judgement = judgementOf(text);
    return judgement.ok ? "good" : judgement.hint;
  };

  it("is let in where the Outpost stands for its API, and the API behind learns whose it is", async () => {
    judge = new Judge("orders-v1");
    know([set, oauth, key], inProduction);
    for (const text of [set.text, await signer.token(oauth, now)]) {
      const judgement = judgementOf(text);
      if (!judgement.ok) throw new Error(judgement.refusal);
      const { headers } = judgement.passport;
      expect(headers[headers.indexOf("X-Keysmith-Application-Id") + 1]).toBe(applicationId);
      expect(judgement.passport.vouching).toContain(`\r\nX-Keysmith-Application-Id: ${applicationId}\r\n`);
    }
    const judgement = judgementOf(key.text);
    if (!judgement.ok) throw new Error(judgement.refusal);
    expect(judgement.passport.headers).not.toContain("X-Keysmith-Application-Id");
  });

  it.each([
    ["no API", null, inProduction, "outpost_without_api"],
    ["an API that the catalog does not have", "orders-v2", inProduction, "outpost_api_unknown"],
    ["an API that it is not subscribed to", "billing-v1", inProduction, undefined],
    ["an API of which the hub says nothing", "orders-v2", { ...inProduction, apis: undefined }, undefined],
    ["no environment", "orders-v1", { apis: ["orders-v1"] }, "outpost_without_environment"],
    [
      "another environment",
      null,
      { ...inProduction, outpost: { ...inProduction.outpost, environment: "staging" } },
      undefined,
    ],
  ])("is refused by an Outpost that stands for %s, and its holder told why", async (_, api, head, hint) => {
    judge = new Judge(api);
    know([set, oauth], head);
    expect([hintFor(set.text), hintFor(await signer.token(oauth, now))]).toEqual([hint, hint]);
  });

  it("that is withdrawn, or no key set, is told nothing of it", () => {
    know([{ ...set, record: { ...set.record, revokedAt: now } }, key], { apis: [] });
    expect(judgementOf(set.text)).toMatchObject({ cause: "revoked" });
    expect([hintFor(set.text), hintFor(key.text), hintFor(newKey().text)]).toEqual([
      undefined,
      "good",
      undefined,
    ]);
  });
});

test("a name cannot end a header or begin another, whatever is in it", () => {
  for (const name of ["a\r\nX-Admin: 1", "Zoë", " edge ", "100%", "\u0000", "\ud800", "日本", ""]) {
    know([with_({ name })]);
    const judgement = judge.judge(synced, key.text, [], clock);
    if (!judgement.ok) throw new Error(judgement.refusal);
    const { headers } = judgement.passport;
    const [status, ...lines] = judgement.passport.vouching.split("\r\n");
    expect(status).toBe("HTTP/1.1 204 No Content");
    expect(lines.flatMap((line) => line.split(/: (.*)/, 2))).toEqual([...headers, ...UNSTORED, ""]);
    for (const text of headers) expect(text).toMatch(/^[!-~]([ -~]*[!-~])?$/);
    const value = headers[headers.indexOf("X-Keysmith-Name") + 1]!;
    if (name !== "") expect(decodeURIComponent(value)).toBe(name.toWellFormed());
  }
});

test("what is said of a key and of its tokens is theirs alone, and another once the key is", async () => {
  const headersOf = (text: string) => {
    const judgement = judge.judge(synced, text, [], clock);
    if (!judgement.ok) throw new Error(judgement.refusal);
    const { headers } = judgement.passport;
    return Object.fromEntries(
      Array.from(
        { length: headers.length / 2 },
        (_, i) => headers.slice(i * 2, i * 2 + 2) as [string, string],
      ),
    );
  };
  const other = await signer.token(key, now, { jti: "j2" });
  const { "X-Keysmith-Auth": auth, "X-Keysmith-Scopes": scopes, ...same } = headersOf(key.text);
  expect([auth, scopes]).toEqual(["key", "orders:read orders:write"]);
  expect(headersOf(other)).toEqual({
    ...same,
    "X-Keysmith-Auth": "token",
    "X-Keysmith-Scopes": scopes,
    "X-Keysmith-Token-Id": "j2",
  });
  expect(headersOf(token)).toMatchObject({ ...same, "X-Keysmith-Token-Id": "j1" });
  know([with_({ name: "Renamed", environment: null })]);
  const { "X-Keysmith-Environment": _, ...rest } = same;
  for (const text of [key.text, token, other])
    expect(headersOf(text)).toMatchObject({ ...rest, "X-Keysmith-Name": "Renamed" });
  expect(headersOf(token)).not.toHaveProperty("X-Keysmith-Environment");
});

test("a payload is what the caller added, whatever its members are called", async () => {
  const payload = JSON.parse('{"__proto__":{"a":1},"constructor":"x","toString":null,"user_id":"42"}');
  const judgement = judge.judge(synced, await signer.token(key, now, { payload }), [], clock);
  if (!judgement.ok) throw new Error(judgement.refusal);
  expect(JSON.stringify(judgement.passport.payload)).toBe(JSON.stringify(payload));
  const { headers } = judgement.passport;
  const text = headers[headers.indexOf("X-Keysmith-Payload") + 1]!;
  expect(Buffer.from(text, "base64url").toString()).toBe(JSON.stringify(payload));
});

test("who is let in is judged anew while they stay", () => {
  for (const text of [key.text, token]) {
    know([key]);
    const judgement = judge.judge(synced, text, ["orders:read"], clock);
    if (!judgement.ok) throw new Error(judgement.refusal);
    const { passport } = judgement;
    const later = { now: new Date(now.getTime() + 900_000), latest: new Date(now.getTime() + 900_000) };
    expect(judge.judgeAgain(synced, passport, ["orders:read"], clock).ok).toBe(true);
    expect(judge.judgeAgain(synced, passport, [], later).ok).toBe(text === key.text);
    know([with_({ revokedAt: now })]);
    expect(judge.judgeAgain(synced, passport, [], clock).ok).toBe(false);
  }
});
