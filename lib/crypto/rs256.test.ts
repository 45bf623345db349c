import { createLocalJWKSet, jwtVerify, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { claimsOf, payloadProblem } from "@/lib/domain/tokens/claims";
import { dateFault, readToken } from "@/lib/domain/tokens/read-token";
import { newRsaPair, privateKey, publicJwk, publicKey, signatureFits, signToken } from "./rs256";

const now = new Date("2026-06-01T12:00:00.900Z");
const of = {
  issuer: "https://keys.example.com/w/acme",
  audience: "orders",
  keyId: "11111111-1111-4111-8111-111111111111",
  publicId: "abcdefghijklmnop",
  scopes: ["orders:write", "orders:read"],
  keyEndsAt: null,
  jti: "j1",
  lifetimeMinutes: 15,
  payload: { user_id: "42", roles: ["editor"] },
};
const pair = await newRsaPair(2048);
const other = await newRsaPair(2048);
const signing = privateKey(pair.privatePem);
const claims = claimsOf(of, now);
const token = await signToken(signing, pair.kid, claims);

describe("a token of the hub", () => {
  it("is accepted by jose from the published key alone", async () => {
    const keys = createLocalJWKSet({ keys: [publicJwk(pair.kid, pair.publicPem)] });
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: of.issuer,
      audience: of.audience,
      typ: "at+jwt",
      algorithms: ["RS256"],
      currentDate: now,
    });
    expect(protectedHeader.kid).toBe(pair.kid);
    expect(payload).toMatchObject({
      user_id: "42",
      scope: "orders:write orders:read",
      client_id: of.publicId,
    });
    expect(payload.exp! - payload.iat!).toBe(900);
  });

  it("is read and its signature checked by our own strict reader", () => {
    const read = readToken(token);
    expect(read).toMatchObject({ ok: true, token: { kid: pair.kid, claims } });
    if (!read.ok) return;
    expect(signatureFits(publicKey(pair.publicPem), read.token)).toBe(true);
    expect(signatureFits(publicKey(other.publicPem), read.token)).toBe(false);
  });

  it("never outlives the key that it stands for", () => {
    const keyEndsAt = new Date(now.getTime() + 60_000);
    expect(claimsOf({ ...of, keyEndsAt }, now).exp).toBe(Math.floor(keyEndsAt.getTime() / 1_000));
  });
});

const [head, body, tail] = token.split(".") as [string, string, string];
const b64 = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const header = { alg: "RS256", typ: "at+jwt", kid: pair.kid };

describe("a forgery", () => {
  it.each([
    ["without a signature", `${head}.${body}.`],
    ["with algorithm none", `${b64({ ...header, alg: "none" })}.${body}.${tail}`],
    ["signed with the public key as a password", `${b64({ ...header, alg: "HS256" })}.${body}.${tail}`],
    ["with a key of its own", `${b64({ ...header, jwk: { kty: "RSA" } })}.${body}.${tail}`],
    [
      "with an address to fetch a key from",
      `${b64({ ...header, jku: "https://evil.example" })}.${body}.${tail}`,
    ],
    ["with a certificate", `${b64({ ...header, x5c: ["MII"] })}.${body}.${tail}`],
    ["with crit", `${b64({ ...header, crit: ["b64"], b64: false })}.${body}.${tail}`],
    ["of another type", `${b64({ ...header, typ: "JWT" })}.${body}.${tail}`],
    ["without a kid", `${b64({ alg: "RS256", typ: "at+jwt" })}.${body}.${tail}`],
    ["with a member twice", `${head}.${b64('{"iss":"a","iss":"b"}')}.${tail}`],
    ["with a fraction for a date", `${head}.${b64({ ...claims, exp: claims.exp + 0.5 })}.${tail}`],
    [
      "with an endless date",
      `${head}.${b64(JSON.stringify(claims).replace(String(claims.exp), "1e400"))}.${tail}`,
    ],
    ["with a list of audiences", `${head}.${b64({ ...claims, aud: ["a", "b"] })}.${tail}`],
    ["in another base64", `${head}.${body}.${tail}=`],
    ["in base64 that is not canonical", `${head}.${body}.${nonCanonical(tail)}`],
    ["with a fourth part", `${token}.x`],
    ["of a great size", `${head}.${"a".repeat(20_000)}.${tail}`],
    ["that is no text of three parts", "token"],
  ])("%s is no token", (_, text) => {
    expect(readToken(text).ok).toBe(false);
  });

  it("by another key does not fit", async () => {
    const forged = await new SignJWT({ ...claims })
      .setProtectedHeader(header)
      .sign(privateKey(other.privatePem));
    const read = readToken(forged);
    expect(read.ok && signatureFits(publicKey(pair.publicPem), read.token)).toBe(false);
  });

  it("with a changed claim does not fit", () => {
    const read = readToken(`${head}.${b64({ ...claims, scope: "keys:write" })}.${tail}`);
    expect(read.ok && signatureFits(publicKey(pair.publicPem), read.token)).toBe(false);
  });
});

/** The last character of 256 bytes in base64url carries two bits that mean nothing: sets one of them. */
function nonCanonical(text: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)!) | 1];
}

describe("dates", () => {
  const at = (s: number) => new Date((claims.iat + s) * 1_000);
  it.each([
    [0, null],
    [899, null],
    [900, "expired"],
    [-4, null],
    [-6, "not_yet"],
  ])("%i s after its issue: %s", (s, fault) => {
    expect(dateFault(claims, 60, at(s))).toBe(fault);
  });
  it("a lifetime longer than any that is issued is refused", () => {
    expect(dateFault({ ...claims, exp: claims.iat + 3_601 }, 60, at(1))).toBe("too_old");
  });
});

describe("a caller's payload", () => {
  it.each([
    ["an empty array of PHP", [], null],
    ["nothing", {}, null],
    ["what the plugin sends", of.payload, null],
    ["a claim of the hub", { user_id: "1", iss: "me" }, /iss/],
    ["the scope", { scope: "keys:write" }, /scope/],
    ["a list", ["a"], /object/],
    ["null", null, /object/],
    ["all the depth that there is", { a: { b: [{}, [1]] } }, null],
    ["depth", { a: { b: { c: { d: { e: 1 } } } } }, /deep/],
    ["length", { a: "x".repeat(5_000) }, /characters/],
    ["a lone surrogate", { a: "\ud800" }, /character/],
    ["a NUL in a name within", { a: [{ "b\u0000": 1 }] }, /character/],
    ["the largest number that is exact", { user_id: Number.MAX_SAFE_INTEGER, rate: -0.5 }, null],
    ["a number that would become its neighbour", JSON.parse('{"user_id":9007199254740993}'), /text/],
    ["a number without an end", JSON.parse('{"a":[{"b":-1e400}]}'), /text/],
    ["a strange name", { "a b": 1 }, /Names/],
    ["a prototype", JSON.parse('{"__proto__":{"scope":"orders:write"}}'), /Set by the hub/],
  ])("with %s", (_, payload, problem) => {
    const told = payloadProblem(payload);
    if (problem === null) expect(told).toBeNull();
    else expect(told).toMatch(problem);
  });

  it("that nobody looked at lends a token neither claims nor a prototype", () => {
    const payload = JSON.parse('{"__proto__":{"scope":"orders:write"},"iss":"elsewhere","plan":"pro"}');
    const lent = claimsOf({ ...of, scopes: [], payload }, now);
    expect(Object.getPrototypeOf(lent)).toBe(Object.prototype);
    expect(lent).toMatchObject({ iss: of.issuer, plan: "pro" });
    expect(lent.scope).toBeUndefined();
  });
});
