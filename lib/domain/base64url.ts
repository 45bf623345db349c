/**
 * The bytes of canonical base64url (RFC 4648 section 3.5), or null where the text is none. Bits that decoding drops
 * would make two texts of one value.
 */
export function bytesOfBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}
