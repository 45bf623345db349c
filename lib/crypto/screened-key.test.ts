import { checkPrimeSync, generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { screenedKey } from "./screened-key";

const jwkOf = (bits: number, publicExponent = 0x10001) =>
  generateKeyPairSync("rsa", { modulusLength: bits, publicExponent }).publicKey.export({ format: "jwk" });
const good = { ...jwkOf(2048), alg: "RS256", use: "sig", kid: "k" } as Record<string, unknown>;
const withModulus = (modulus: bigint) => {
  const hex = modulus.toString(16);
  return {
    ...good,
    n: Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex").toString("base64url"),
  };
};
const random = (bits: number) =>
  BigInt(`0x${randomBytes(bits / 8).toString("hex")}`) | (3n << BigInt(bits - 2)) | 1n;
const primeFrom = (start: bigint, step: bigint) => {
  for (let candidate = start; ; candidate += step) if (checkPrimeSync(candidate)) return candidate;
};

it("good keys of all sizes that the hub makes may check signatures", () => {
  for (const bits of [2048, 3072, 4096]) {
    const screened = screenedKey({ ...jwkOf(bits), alg: "RS256" });
    expect("key" in screened && screened.key.asymmetricKeyDetails?.modulusLength).toBe(bits);
  }
});

describe("a key that proves nothing is refused:", () => {
  const p = primeFrom(random(1024), 2n);
  /** As the broken chips made them: a multiple of small primes' product, plus a power of 65537. */
  const product = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  ]
    .concat([101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167])
    .reduce((so, prime) => so * BigInt(prime), 1n);
  const power = (exponent: number) => {
    let result = 1n;
    for (let i = 0; i < exponent; i++) result = (result * 65537n) % product;
    return result;
  };
  const chipPrime = (exponent: number) =>
    primeFrom((random(1024) / product) * product + power(exponent), product);
  it.each([
    ["not_rs256", { ...good, kty: "EC" }],
    ["not_rs256", { ...good, alg: "PS256" }],
    ["not_rs256", { ...good, alg: undefined }],
    ["not_rs256", { ...good, use: "enc" }],
    ["private_half", { ...good, d: "AQAB" }],
    ["wrong_exponent", { ...good, e: "Aw" }],
    ["wrong_exponent", { ...good, e: "AAEAAQ" }],
    ["wrong_size", { ...good, n: jwkOf(1024).n }],
    ["wrong_size", { ...good, n: `${good.n}=` }],
    ["wrong_size", { ...good, n: 5 }],
    [
      "published",
      { ...good, n: `0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78L${(good.n as string).slice(48)}` },
    ],
    ["small_factor", withModulus((random(2048) / 7n) * 7n)],
    ["close_primes", withModulus(p * primeFrom(p + 2n, 2n))],
    ["roca", withModulus(chipPrime(7) * chipPrime(1_234))],
  ])("%s", (fault, jwk) => {
    expect(screenedKey(jwk as Record<string, unknown>)).toEqual({ fault });
  });
});
