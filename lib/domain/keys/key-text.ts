/**
 * The text of a key: `{prefix}_{kind}{environment}_{publicId}_{secret}{check}`.
 * Letters, digits and underscores only, so that a double click takes it whole. The public id (safe in logs) ends in
 * a check of its own; the whole ends in a checksum, so that a cut or mistyped key is known as such without asking anyone.
 */
import { randomBase62, toBase62 } from "./base62";
import { crc32 } from "./crc32";
import { type KeyKind, KIND_LETTERS } from "./kinds";

export const PUBLIC_ID_LENGTH = 16;
/** 32 base62 characters carry 190 random bits. */
export const SECRET_LENGTH = 32;
export const CHECK_LENGTH = 6;
const publicIdCheckLength = 2;

export const PREFIX_PATTERN = /^[a-z][a-z0-9]{1,11}$/;
export const ENVIRONMENT_PATTERN = /^[a-z][a-z0-9]{0,15}$/;

export interface KeyTextParts {
  prefix: string;
  kind: KeyKind;
  environment: string | null;
  publicId: string;
}

/** A fresh public id: random, ending in two check characters. */
export function newPublicId(random: (bytes: number) => Uint8Array): string {
  const body = randomBase62(PUBLIC_ID_LENGTH - publicIdCheckLength, random);
  return body + publicIdCheck(body);
}

/** Whether a text has the shape of a public id and its check fits. */
export function isPublicId(text: string): boolean {
  const body = text.slice(0, -publicIdCheckLength);
  return /^[0-9A-Za-z]{16}$/.test(text) && text.endsWith(publicIdCheck(body));
}

/** The whole text of a new key with a fresh secret. */
export function newKeyText(parts: KeyTextParts, random: (bytes: number) => Uint8Array): string {
  const head = `${keyTextHead(parts)}_${randomBase62(SECRET_LENGTH, random)}`;
  return head + checksum(head);
}

/** What may be shown of a key ever after: everything but the secret. */
export function keyTextHead({ prefix, kind, environment, publicId }: KeyTextParts): string {
  return `${prefix}_${KIND_LETTERS[kind]}${environment ?? ""}_${publicId}`;
}

export function checksum(head: string): string {
  return toBase62(crc32(head), CHECK_LENGTH);
}

function publicIdCheck(body: string): string {
  return toBase62(crc32(`id:${body}`), publicIdCheckLength);
}
