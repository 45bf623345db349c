/**
 * RSA pairs and RS256 signatures (RFC 7518 section 3.3), made in the thread pool: a signature must not stall a verdict. An
 * RSA key pads as PKCS #1 v1.5 by itself; to name the padding would cost more than a microsecond each time.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint, exportJWK } from "jose";
import { Secret } from "@/lib/domain/secret";
import type { RsaBits } from "@/lib/domain/signing-keys/signing-key";
import type { TokenClaims } from "@/lib/domain/tokens/claims";
import type { ReadToken, TokenType } from "@/lib/domain/tokens/read-token";

export type { KeyObject } from "node:crypto";

const generate = promisify(generateKeyPair);

export interface RsaPair {
  /** RFC 7638 thumbprint of the public key. */
  kid: string;
  /** SubjectPublicKeyInfo. */
  publicPem: string;
  /** PKCS #8. */
  privatePem: Secret;
}

export async function newRsaPair(bits: RsaBits): Promise<RsaPair> {
  const pair = await generate("rsa", { modulusLength: bits, publicExponent: 0x10001 });
  return {
    kid: await calculateJwkThumbprint(await exportJWK(pair.publicKey)),
    publicPem: pair.publicKey.export({ type: "spki", format: "pem" }) as string,
    privatePem: new Secret(pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string),
  };
}

/** An entry of a JWK Set (RFC 7517 section 4). */
export interface PublicJwk {
  kty: "RSA";
  use: "sig";
  alg: "RS256";
  kid: string;
  n: string;
  e: string;
}

export function publicJwk(kid: string, publicPem: string): PublicJwk {
  const { n, e } = createPublicKey(publicPem).export({ format: "jwk" });
  return { kty: "RSA", use: "sig", alg: "RS256", kid, n: n!, e: e! };
}

export const privateKey = (pem: Secret): KeyObject => createPrivateKey(pem.reveal());
export const publicKey = (pem: string): KeyObject => createPublicKey(pem);

/** A token over these claims (RFC 7515 section 3.1, RFC 9068 section 2). */
export async function signToken(
  key: KeyObject,
  kid: string,
  claims: TokenClaims,
  typ: TokenType = "at+jwt",
): Promise<string> {
  const header = base64url({ alg: "RS256", typ, kid });
  const signed = `${header}.${base64url(claims)}`;
  const bytes = Buffer.from(signed, "latin1");
  const signature = await new Promise<Buffer>((resolve, reject) => {
    signBytes("sha256", bytes, key, tellOnce({ resolve, reject }));
  });
  return `${signed}.${signature.toString("base64url")}`;
}

/** Lets go of whom it told: Node.js keeps what it calls back until the next full collection of garbage. */
function tellOnce(waiting: { resolve(signature: Buffer): void; reject(error: Error): void } | null) {
  return (error: Error | null, signature: Buffer) => {
    const told = waiting;
    waiting = null;
    if (error) told?.reject(error);
    else told?.resolve(signature);
  };
}

/** Whether the key made this token's signature. */
export function signatureFits(key: KeyObject, { signed, signature }: ReadToken): boolean {
  return verifyBytes("sha256", Buffer.from(signed, "latin1"), key, signature);
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
