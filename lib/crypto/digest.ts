import { createHmac, hash, timingSafeEqual } from "node:crypto";

/** SHA-256 of a text, as stored. Keys have 190 random bits, so a slow hash would add nothing but load. */
export function digestOf(text: string): Buffer {
  return hash("sha256", text, "buffer");
}

/** The same as a string of 44 characters, for maps on the hot path. */
export function digestKey(text: string): string {
  return hash("sha256", text, "base64");
}

/** The same as a string of 32 characters, each a byte: for what is kept and compared byte by byte. */
export function digestBytes(text: string): string {
  return hash("sha256", text, "binary");
}

/** SHA-256 over the previous hash and a text: one link of the audit chain. */
export function chainHash(previous: Buffer, text: string): Buffer {
  return hash("sha256", Buffer.concat([previous, Buffer.from(text)]), "buffer");
}

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A secret for one purpose, derived from another: HMAC-SHA-256. */
export function derive(secret: Buffer, purpose: string): Buffer {
  return createHmac("sha256", secret).update(purpose).digest();
}
