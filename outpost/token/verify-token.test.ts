import { createHmac } from "node:crypto";
import fc from "fast-check";
import { exportJWK, SignJWT } from "jose";
import { describe, expect, it, test } from "vitest";
import { publicKey, signToken } from "@/lib/crypto/rs256";
import { canaryExpected } from "@/lib/domain/tokens/canary";
import { readHead } from "../sync/wire";
import { headOf, ISSUER, newKey, newSigner, OUTPOST_ID } from "../testing/workspace";
import { KeyRing } from "./key-ring";
import { verifyToken } from "./verify-token";

const now = new Date("2026-06-01T12:00:00Z");
const clock = { now, latest: now };
const expected = { issuer: ISSUER, audience: "orders", longestLifetimeMinutes: 60 };
const signer = await newSigner();
const stranger = await newSigner();
const ringOf = (...keys: object[]) =>
  new KeyRing(readHead(headOf({ generation: 1, revision: 1 }, { signing_keys: keys })).signingKeys);
const ring = ringOf(signer.published());
const key = newKey();
const token = await signer.token(key, now);
const [head, body, tail] = token.split(".") as [string, string, string];
const claims = JSON.parse(Buffer.from(body, "base64url").toString());
const b64 = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const header = { alg: "RS256", typ: "at+jwt", kid: signer.kid };
const signed = (over: object) => signToken(signer.key, signer.kid, { ...claims, ...over });
const verdictOn = (text: string, at = clock, keys = ring) => {
  const verified = verifyToken(text, keys, expected, at);
  return verified.ok ? "good" : verified.fault;
};

test("the head of a good token is read once, that of another never counts, and none is good as another type", async () => {
  const fresh = ringOf(signer.published(), stranger.published("retired", now.toISOString()));
  expect(
    verdictOn(await new SignJWT(claims).setProtectedHeader(header).sign(stranger.key), clock, fresh),
  ).toBe("bad_signature");
  expect(verdictOn(await stranger.token(key, now), clock, fresh)).toBe("unknown_kid");
  expect(verdictOn(token, { now, latest: new Date(now.getTime() + 900_000) }, fresh)).toBe("expired");
  expect([...fresh.heads]).toEqual([]);
  expect(verdictOn(token, clock, fresh)).toBe("good");
  expect([...fresh.heads]).toEqual([[head, signer.kid]]);
  expect(verifyToken(token, fresh, expected, clock, "keysmith-canary+jwt")).toMatchObject({
    fault: "wrong_type",
  });
  const canary = await signer.canary(now);
  verifyToken(canary.token, fresh, canaryExpected(expected, OUTPOST_ID), clock, "keysmith-canary+jwt");
  expect([...fresh.heads]).toEqual([[head, signer.kid]]);
});

test("a token of the hub is good", () => {
  expect(verifyToken(token, ring, expected, clock)).toMatchObject({ ok: true, kid: signer.kid, claims });
});

describe("whoever changes or invents a token is refused:", () => {
  const withHeader = (over: object) => `${b64({ ...header, ...over })}.${body}.${tail}`;
  it.each([
    ["no signature", `${head}.${body}.`],
    ["algorithm none", withHeader({ alg: "none" })],
    ["another algorithm of the family", withHeader({ alg: "PS256" })],
    ["an embedded key", withHeader({ jwk: { kty: "RSA" } })],
    ["an address of keys", withHeader({ jku: "http://127.0.0.1:1/keys" })],
    ["an address of a certificate", withHeader({ x5u: "http://127.0.0.1:1/cert" })],
    ["a certificate", withHeader({ x5c: ["MII"] })],
    ["crit", withHeader({ crit: ["exp"] })],
    ["another type", withHeader({ typ: "JWT" })],
    ["a kid that is a path", withHeader({ kid: "../../dev/null" })],
    ["a claim twice", `${head}.${b64(`{"iss":"x",${JSON.stringify(claims).slice(1)}`)}.${tail}`],
    ["another claim", `${head}.${b64({ ...claims, sub: "x" })}.${tail}`],
    ["padding", `${token}=`],
    ["other base64", `${head}.${body}.${tail.replaceAll("_", "/").replaceAll("-", "+")}=`],
    ["white space", ` ${token}`],
    ["a byte order mark", `${head}.${b64(`\ufeff${JSON.stringify(claims)}`)}.${tail}`],
    ["ten megabytes", `${head}.${"a".repeat(10_000_000)}.${tail}`],
    ["depth", `${head}.${b64("[".repeat(6_000) + "]".repeat(6_000))}.${tail}`],
    ["five parts", `${token}.a.b`],
  ])("%s", (_, text) => {
    expect(verdictOn(text)).not.toBe("good");
  });

  it("the public key as the password of an HMAC", () => {
    const forged = `${b64({ ...header, alg: "HS256" })}.${body}`;
    for (const secret of [
      signer.publicPem,
      publicKey(signer.publicPem).export({ type: "spki", format: "der" }),
    ])
      expect(verdictOn(`${forged}.${createHmac("sha256", secret).update(forged).digest("base64url")}`)).toBe(
        "wrong_algorithm",
      );
  });

  it("another key under our kid, and its own key beside it", async () => {
    const forged = new SignJWT(claims).setProtectedHeader(header).sign(stranger.key);
    expect(verdictOn(await forged)).toBe("bad_signature");
    const own = { ...header, jwk: await exportJWK(publicKey(stranger.publicPem)) };
    expect(verdictOn(await new SignJWT(claims).setProtectedHeader(own).sign(stranger.key))).toBe(
      "forbidden_header",
    );
  });

  it("an unknown kid", async () => {
    expect(verdictOn(await stranger.token(key, now))).toBe("unknown_kid");
  });

  it("any one character of it, at any place", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...alphabet), (at, character) => {
        fc.pre(token[at] !== character);
        expect(verdictOn(token.slice(0, at) + character + token.slice(at + 1))).not.toBe("good");
      }),
      { numRuns: 2_000 },
    );
  });

  it("any text at all, without a throw", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.base64String(),
      fc.json().map(b64),
      fc.constantFrom(head, body, tail),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        fc.pre(pieces.join(".") !== token);
        expect(verdictOn(pieces.join("."))).not.toBe("good");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("claims that the hub's own key signed, but not for us or not now:", () => {
  const s = now.getTime() / 1_000;
  it.each([
    ["wrong_issuer", { iss: "https://keys.example.com/w/other" }],
    ["wrong_audience", { aud: "billing" }],
    ["bad_claims", { aud: ["orders", "billing"] }],
    ["bad_claims", { jti: "" }],
    ["bad_claims", { client_id: undefined }],
    ["expired", { exp: s }],
    ["bad_dates", { exp: s + 900.5 }],
    ["bad_dates", { exp: 2 ** 53 }],
    ["bad_dates", { exp: "2030" }],
    ["bad_dates", { nbf: undefined }],
    ["not_yet", { nbf: s + 60 }],
    ["not_yet", { iat: s + 60, exp: s + 120 }],
    ["too_old", { exp: s + 3_700 }],
    ["too_old", { exp: 4_102_444_800 }],
    ["too_old", { iat: s - 4_000, nbf: s - 4_000, exp: s - 4_000 + 3_600 + 500 }],
  ])("%s %j", async (fault, over) => {
    expect(verdictOn(await signed(over))).toBe(fault);
  });
});

test("a clock that is behind the hub's does not honour a token for longer, nor take one from its future", async () => {
  const slow = (ms: number) => ({
    now: new Date(now.getTime() + 899_000 - ms),
    latest: new Date(now.getTime() + 901_000),
  });
  expect(verdictOn(token, slow(0))).toBe("expired");
  expect(verdictOn(token, { now: new Date(now.getTime() - 60_000), latest: now })).toBe("not_yet");
});

describe("signing keys", () => {
  it("the next one verifies already, a retired one until its end and then no more", () => {
    expect(verdictOn(token, clock, ringOf(signer.published("next")))).toBe("good");
    const end = new Date(now.getTime() + 1).toISOString();
    expect(verdictOn(token, clock, ringOf(signer.published("retired", end)))).toBe("good");
    expect(verdictOn(token, clock, ringOf(signer.published("retired", now.toISOString())))).toBe(
      "unknown_kid",
    );
    expect(verdictOn(token, clock, ringOf(signer.published("retired")))).toBe("unknown_kid");
  });

  it("a weak one is not believed, whatever it signed", () => {
    const published = signer.published();
    const weak = ringOf({ ...published, jwk: { ...published.jwk, e: "Aw" } });
    expect(verdictOn(token, clock, weak)).toBe("unknown_kid");
    expect([...weak.refused]).toEqual([[signer.kid, "wrong_exponent"]]);
  });

  it("another key under the kid of an earlier one takes its place", () => {
    const swapped = { ...stranger.published(), kid: signer.kid };
    const next = new KeyRing(
      readHead(headOf({ generation: 1, revision: 1 }, { signing_keys: [swapped] })).signingKeys,
      ring,
    );
    expect(verdictOn(token, clock, next)).toBe("bad_signature");
  });
});
