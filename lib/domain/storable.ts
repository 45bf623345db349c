/** A stranger's text as it can be stored and shown: well-formed, without control characters, at most `limit` long. */
export function storable(text: string, limit: number): string {
  const short = text.length > limit ? ownCopy(text.slice(0, limit)) : text;
  return plain.test(short) ? short : short.toWellFormed().replace(/\p{Cc}/gu, " ");
}

const plain = /^[\x20-\x7e]*$/;

/** A part of a text that keeps no more in memory than itself: a slice would keep the whole. Ill-formed ones are mended. */
export function ownCopy(part: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(part));
}
