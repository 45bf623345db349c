import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newOutpostToken } from "../outposts/token-text";
import { CHECK_LENGTH, isPublicId, newKeyText, newPublicId, SECRET_LENGTH } from "./key-text";
import { readKeyText } from "./read-key-text";

const parts = () => ({
  prefix: "ks",
  kind: "access" as const,
  environment: "production",
  publicId: newPublicId(randomBytes),
});
const fresh = () => newKeyText(parts(), randomBytes);

describe("the text of a key", () => {
  test("carries at least 178 random bits", () => {
    expect(SECRET_LENGTH * Math.log2(62)).toBeGreaterThan(178);
  });

  test("is letters, digits and underscores only, so that a double click takes it whole", () => {
    expect(fresh()).toMatch(/^\w+$/);
  });

  test("reads back as what it was made of, for every prefix, kind and environment", () => {
    const prefix = fc.stringMatching(/^[a-z][a-z0-9]{1,11}$/);
    const environment = fc.option(fc.stringMatching(/^[a-z][a-z0-9]{0,15}$/));
    const kind = fc.constantFrom("access" as const, "personal" as const, "key_set" as const);
    fc.assert(
      fc.property(prefix, kind, environment, (prefix, kind, environment) => {
        const made = { prefix, kind, environment, publicId: newPublicId(randomBytes) };
        expect(readKeyText(newKeyText(made, randomBytes))).toEqual({ ok: true, parts: made });
      }),
    );
  });

  test("uses every digit equally often", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 2_000; i++)
      for (const c of fresh().slice(-38, -CHECK_LENGTH)) counts.set(c, (counts.get(c) ?? 0) + 1);
    const expected = (2_000 * SECRET_LENGTH) / 62;
    expect(counts.size).toBe(62);
    for (const n of counts.values()) expect(Math.abs(n - expected)).toBeLessThan(6 * Math.sqrt(expected));
  });
});

test.each([null, "production"])("an Outpost's token is known as such, whole alone: %s", (environment) => {
  const token = newOutpostToken({ prefix: "ks", environment }, randomBytes);
  expect(readKeyText(token)).toEqual({ ok: false, fault: "outpost_token", publicId: null });
  expect(readKeyText(token.slice(0, -1))).toMatchObject({ ok: false, fault: "mistyped" });
});

describe("a broken key is recognised without asking anyone", () => {
  const key = fresh();
  const publicId = key.split("_")[2]!;
  test.each([
    ["quoted on both sides", `"${key}"`, "quoted"],
    ["quoted on the left only", `"${key}`, "quoted"],
    ["quoted on the right only", `${key}'`, "quoted"],
    ["in typographic quotes", `“${key}”`, "quoted"],
    ["with a line break", `${key}\n`, "spaces"],
    ["with the header's word", `Bearer ${key}`, "spaces"],
    ["cut by one character", key.slice(0, -1), "cut"],
    ["cut in the middle of the secret", key.slice(0, -20), "cut"],
    ["cut behind the public id's underscore", key.slice(0, key.lastIndexOf("_") + 1), "cut"],
    ["cut inside the public id", key.slice(0, 20), "cut"],
    ["with something behind its end", `${key}abc`, "too_long"],
    ["without its secret", key.slice(0, key.lastIndexOf("_")), "public_id_only"],
    [
      "with one character changed",
      key.slice(0, -9) + (key.at(-9) === "a" ? "b" : "a") + key.slice(-8),
      "mistyped",
    ],
    ["with a variable in front", `API_KEY=${key}`, "mistyped"],
    ["empty", "", "empty"],
    ["something else", "sk_live_51H", "not_a_key"],
    ["a JWT", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "token"],
    [
      "a JWT of the usual length",
      `eyJhbGciOiJSUzI1NiJ9.${"eyJzdWIiOiIxIn0".repeat(20)}.${"c2ln".repeat(80)}`,
      "token",
    ],
    ["a JWT in quotes", '"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"', "quoted"],
    ["half a JWT", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0", "not_a_key"],
    ["endless, and begins like a JWT", `eyJ.${"a".repeat(1_000_000)}`, "too_long"],
    ["endless", "a".repeat(1_000_000), "too_long"],
  ])("%s", (_, text, fault) => {
    expect(readKeyText(text)).toMatchObject({ ok: false, fault });
  });

  test("and is still tied to its record by the public id's own check", () => {
    for (const text of [`"${key}`, key.slice(0, -5), `${key}xyz`, `API_KEY=${key}`]) {
      expect(readKeyText(text)).toMatchObject({ ok: false, publicId });
    }
  });

  test("every single changed character is found", () => {
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom(..."abcXYZ019"), (at, c) => {
        fc.pre(key[at] !== c);
        expect(readKeyText(key.slice(0, at) + c + key.slice(at + 1)).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a token is known as such, however long it is", () => {
    const part = fc.stringMatching(/^[\w-]{0,2000}$/);
    fc.assert(
      fc.property(part, part, part, (header, payload, signature) => {
        const token = `eyJ${header}.${payload}.${signature}`;
        expect(readKeyText(token)).toEqual({ ok: false, fault: "token", publicId: null });
      }),
    );
  });

  test("no text whatever makes the reader throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => void readKeyText(text)),
      { numRuns: 2_000 },
    );
  });
});

test("a public id with a slip of the hand is no public id", () => {
  const id = newPublicId(randomBytes);
  expect(isPublicId(id)).toBe(true);
  expect(isPublicId(id.slice(0, -1) + (id.at(-1) === "0" ? "1" : "0"))).toBe(false);
});
