import { randomBytes, randomUUID } from "node:crypto";
import { randomBase62 } from "@/lib/domain/keys/base62";
import { newKeyText, newPublicId } from "@/lib/domain/keys/key-text";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { newOutpostToken } from "@/lib/domain/outposts/token-text";
import { Secret } from "@/lib/domain/secret";

/** A row id: a random UUID. */
export function newId(): string {
  return randomUUID();
}

/** A fresh key: its public id and its whole text. 190 random bits in the secret. */
export function newKey(parts: { prefix: string; kind: KeyKind; environment: string | null }): {
  publicId: string;
  text: Secret;
} {
  const publicId = newPublicId(randomBytes);
  return { publicId, text: new Secret(newKeyText({ ...parts, publicId }, randomBytes)) };
}

/** What a key that has no secret yet is known by. */
export function newPublicIdOfKey(): string {
  return newPublicId(randomBytes);
}

/** The whole text of a key whose public id is known already. 190 random bits in the secret. */
export function newSecretOf(parts: {
  prefix: string;
  kind: KeyKind;
  environment: string | null;
  publicId: string;
}): Secret {
  return new Secret(newKeyText(parts, randomBytes));
}

/** The token by which an Outpost proves itself. 190 random bits. */
export function newOutpostSecret(of: { prefix: string; environment: string | null }): Secret {
  return new Secret(newOutpostToken(of, randomBytes));
}

/** A token for a link: 43 base62 characters, 256 random bits. */
export function newLinkToken(): Secret {
  return new Secret(randomBase62(43, randomBytes));
}

/** The id under which the cause of a refusal can be read. 83 random bits: nobody guesses another's. */
export function newDiagnosticId(): string {
  return `dx_${randomBase62(14, randomBytes)}`;
}
