const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `length` base62 characters, each equally likely. `random(n)` gives n random bytes. */
export function randomBase62(length: number, random: (bytes: number) => Uint8Array): string {
  let text = "";
  while (text.length < length) {
    for (const byte of random(length * 2)) {
      // 248 = 4 * 62: bytes above are thrown away, or the first 8 digits would be likelier than the rest.
      if (byte < 248 && text.length < length) text += digits[byte % 62];
    }
  }
  return text;
}

/** `value` modulo 62^length, as exactly `length` base62 characters. */
export function toBase62(value: number, length: number): string {
  let text = "";
  let rest = value;
  for (let i = 0; i < length; i++) {
    text = digits[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
