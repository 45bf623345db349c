/** A stranger's text as it can be stored and shown: well-formed, without control characters, at most `limit` long. */
export function storable(text: string, limit: number): string {
  const short = text.length > limit ? text.slice(0, limit) : text;
  return plain.test(short) ? short : short.toWellFormed().replace(/\p{Cc}/gu, " ");
}

const plain = /^[\x20-\x7e]*$/;
