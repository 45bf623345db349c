import { createPublicKey, type KeyObject } from "node:crypto";
import { type ModulusFault, modulusFault } from "./weak-modulus";

export type JwkFault = "not_rs256" | "private_half" | "wrong_size" | "wrong_exponent" | ModulusFault;

/** Parts of a private key (RFC 7518 section 6.3.2): whoever publishes them has lost the key. */
const privateParts = ["d", "p", "q", "dp", "dq", "qi", "oth"];

/**
 * The key in a JWK (RFC 7517), where it may check RS256 signatures; else why it may not. What comes from a key set is
 * believed only so far: a weak key in it would let anyone who can factor it issue tokens.
 */
export function screenedKey(
  jwk: Readonly<Record<string, unknown>>,
): { key: KeyObject } | { fault: JwkFault } {
  const { kty, alg, use, n, e } = jwk;
  if (kty !== "RSA" || alg !== "RS256" || (use !== undefined && use !== "sig")) return { fault: "not_rs256" };
  if (privateParts.some((part) => part in jwk)) return { fault: "private_half" };
  if (e !== "AQAB") return { fault: "wrong_exponent" };
  const bits = typeof n === "string" ? bitsOf(n) : 0;
  if (bits < 2_048 || bits > 8_192) return { fault: "wrong_size" };
  const fault = modulusFault(n as string);
  if (fault) return { fault };
  return { key: createPublicKey({ key: { kty, n: n as string, e }, format: "jwk" }) };
}

/** How long a number in canonical base64url is; 0 = it is no such number. */
function bitsOf(text: string): number {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length === 0 || bytes[0] === 0 || bytes.toString("base64url") !== text) return 0;
  return bytes.length * 8 - Math.clz32(bytes[0]!) + 24;
}
