/**
 * The text of an Outpost's token: that of a key, with a kind of its own. No command takes it for a key, and a cut or
 * mistyped one is known as such without asking anyone.
 */
import { randomBase62 } from "../keys/base62";
import { CHECK_LENGTH, checksum, newPublicId, SECRET_LENGTH } from "../keys/key-text";

const kindLetter = "o";
const shape = /^[a-z][a-z0-9]{1,11}_o(?:[a-z][a-z0-9]{0,15})?_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/;

/** A fresh token: 190 random bits. */
export function newOutpostToken(
  of: { prefix: string; environment: string | null },
  random: (bytes: number) => Uint8Array,
): string {
  const head = `${of.prefix}_${kindLetter}${of.environment ?? ""}_${newPublicId(random)}_${randomBase62(SECRET_LENGTH, random)}`;
  return head + checksum(head);
}

/** Whether a text is a whole token. Depends on nothing stored. */
export function isOutpostToken(text: string): boolean {
  return shape.test(text) && checksum(text.slice(0, -CHECK_LENGTH)) === text.slice(-CHECK_LENGTH);
}
