const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const shape = /^[A-Za-z0-9_-]*$/;

/**
 * The bytes of canonical base64url (RFC 4648 section 3.5), or null where the text is none. Bits that decoding drops
 * would make two texts of one value.
 */
export function bytesOfBase64url(text: string): Buffer | null {
  return shape.test(text) && endsWell(text) ? Buffer.from(text, "base64url") : null;
}

/** Whether no bit of the last character is beyond the last byte: to write it out again and compare costs thrice as much. */
function endsWell(text: string): boolean {
  const left = text.length % 4;
  if (left === 0) return true;
  const beyond = left === 2 ? 0b1111 : 0b11;
  return left !== 1 && (digits.indexOf(text.at(-1)!) & beyond) === 0;
}
