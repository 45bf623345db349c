/**
 * Reads what somebody presented as a key. Depends on nothing stored, so its answer may be told to anyone:
 * whole keys are taken apart, and the usual accidents (quoted, cut, mistyped, pasted with its variable) are named.
 */
import { isOutpostToken } from "../outposts/token-text";
import { CHECK_LENGTH, checksum, isPublicId, type KeyTextParts, SECRET_LENGTH } from "./key-text";
import { type KeyKind, KIND_LETTERS } from "./kinds";

export const KEY_FAULTS = [
  "empty",
  "quoted",
  "spaces",
  "not_a_key",
  "token",
  "outpost_token",
  "public_id_only",
  "cut",
  "too_long",
  "mistyped",
] as const;
export type KeyFault = (typeof KEY_FAULTS)[number];

export type KeyReading =
  | { ok: true; parts: KeyTextParts }
  /** `publicId` only where its own check fits, so that even a broken key can be tied to its record. */
  | { ok: false; fault: KeyFault; publicId: string | null };

/** Longer than any key can be; what is longer, and no token, is never examined. */
export const KEY_TEXT_LIMIT = 256;

const shape = /^([a-z][a-z0-9]{1,11})_([aps])([a-z][a-z0-9]{0,15})?_([0-9A-Za-z]{16})(?:_([0-9A-Za-z]*))?$/;
/** A JWT: its header is JSON, so the text begins with an encoded `{"`. */
const tokenShape = /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/;
const quotes = /["'`“”‘’«»]/;
const lettersToKind = new Map(
  Object.entries(KIND_LETTERS).map(([kind, letter]) => [letter, kind as KeyKind]),
);

/** Takes a presented key apart, or names its fault. Never throws, whatever the text. */
export function readKeyText(text: string): KeyReading {
  if (text.length === 0) return fault("empty", null);
  // Before the length: most tokens are longer than any key.
  if (tokenShape.test(text)) return fault("token", null);
  if (text.length > KEY_TEXT_LIMIT) return fault("too_long", null);
  const match = shape.exec(text);
  // The id in an Outpost's token is no key's.
  if (!match)
    return isOutpostToken(text) ? fault("outpost_token", null) : fault(nameFault(text), findPublicId(text));
  const [, prefix, letter, environment, publicId, tail] = match as unknown as [
    string,
    string,
    string,
    string?,
    string?,
    string?,
  ];
  const known = isPublicId(publicId!) ? publicId! : null;
  if (tail === undefined) return fault(known ? "public_id_only" : "mistyped", known);
  const whole = SECRET_LENGTH + CHECK_LENGTH;
  if (tail.length < whole) return fault("cut", known);
  if (tail.length > whole) return fault("too_long", known);
  if (!known || checksum(text.slice(0, -CHECK_LENGTH)) !== tail.slice(SECRET_LENGTH))
    return fault("mistyped", known);
  return {
    ok: true,
    parts: { prefix, kind: lettersToKind.get(letter)!, environment: environment ?? null, publicId: known },
  };
}

function nameFault(text: string): KeyFault {
  if (quotes.test(text[0]!) || quotes.test(text.at(-1)!)) return "quoted";
  if (/\s/.test(text)) return "spaces";
  if (/^[a-z][a-z0-9]{1,11}_[aps][a-z0-9]{0,16}(_[0-9A-Za-z]{0,15})?$/.test(text)) return "cut";
  if (findPublicId(text)) return "mistyped";
  return "not_a_key";
}

function findPublicId(text: string): string | null {
  for (const piece of text.split(/[^0-9A-Za-z]+/)) if (isPublicId(piece)) return piece;
  return null;
}

function fault(name: KeyFault, publicId: string | null): KeyReading {
  return { ok: false, fault: name, publicId };
}
