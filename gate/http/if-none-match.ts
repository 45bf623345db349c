/** A member of the list, or an empty one, up to its comma. An opaque tag may itself contain commas. */
const member = /[\t ]*(?:(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")[\t ]*)?(?:,|$)/y;

/**
 * Whether who sent this If-None-Match has the representation of that ETag already, so that 304 is the answer (RFC 9110
 * section 13.1.2): `*`, or a list of tags of which one is the same by weak comparison. What is no such list says nothing.
 */
export function hasAlready(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  const own = opaque(etag);
  let found = false;
  member.lastIndex = 0;
  while (member.lastIndex < header.length) {
    const read = member.exec(header);
    if (read === null) return false;
    found ||= read[1] === own;
  }
  return found;
}

const opaque = (etag: string) => etag.replace(/^W\//, "");
