/**
 * Moduli whose private half somebody else has or can work out. A signature made with one proves nothing.
 * Takes some milliseconds: once for each key that is met, never for a token.
 */

export const MODULUS_FAULTS = ["published", "small_factor", "close_primes", "roca"] as const;
export type ModulusFault = (typeof MODULUS_FAULTS)[number];

/** First characters, in base64url, of moduli whose private keys stand in public documents. */
const published = [
  "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0", // RFC 7515 appendix A.2
  "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78L", // RFC 7517 appendix A.2
  "u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gun", // the example of jwt.io
];

/** Of these primes every modulus of the ROCA kind (CVE-2017-15361) is a power of 65537. */
const rocaPrimes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157].map(BigInt);

export function modulusFault(n: string): ModulusFault | null {
  if (published.some((beginning) => n.startsWith(beginning))) return "published";
  const modulus = BigInt(`0x${Buffer.from(n, "base64url").toString("hex") || "0"}`);
  for (const prime of primesBelow(10_000)) if (modulus % prime === 0n) return "small_factor";
  if (hasClosePrimes(modulus)) return "close_primes";
  return rocaPrimes.every((prime) => isPowerOf65537(modulus % prime, prime)) ? "roca" : null;
}

/** Fermat's method: finds the factors within a few steps where they lie beside each other (CVE-2022-26320). */
function hasClosePrimes(modulus: bigint): boolean {
  let a = rootOf(modulus);
  if (a * a < modulus) a += 1n;
  for (let step = 0; step < 100; step++, a += 1n) {
    const rest = a * a - modulus;
    const b = rootOf(rest);
    if (b * b === rest) return true;
  }
  return false;
}

/** The whole part of a square root, by Newton. */
function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let x = 1n << BigInt(Math.ceil(value.toString(16).length * 2));
  for (;;) {
    const next = (x + value / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

function isPowerOf65537(rest: bigint, prime: bigint): boolean {
  const generator = 65537n % prime;
  let power = 1n;
  do {
    if (power === rest) return true;
    power = (power * generator) % prime;
  } while (power !== 1n);
  return false;
}

function primesBelow(limit: number): bigint[] {
  const composite = new Uint8Array(limit);
  const primes: bigint[] = [];
  for (let i = 2; i < limit; i++) {
    if (composite[i]) continue;
    primes.push(BigInt(i));
    for (let j = i * i; j < limit; j += i) composite[j] = 1;
  }
  return primes;
}
