import { readKeyText } from "./read-key-text";

/** What a request presents as its key. */
export type Presented =
  | { kind: "one"; text: string; inAuthorization: boolean; way: "raw" | "basic" }
  | { kind: "none"; inAuthorization: boolean }
  /** Two different ones: to pick one would be a guess about who calls. */
  | { kind: "several" };

/**
 * Reads `Authorization: Bearer` (RFC 6750 §2.1), `X-API-Key` and `x-tenant-api-key`, and Basic with the public id of a
 * key as user name and the whole key as password (RFC 7617). Any other Authorization is not for us: a proxy may have put
 * it there. `rawHeaders` is a flat list of names and values, as they came.
 */
export function readCredential({ rawHeaders }: { rawHeaders: readonly string[] }): Presented {
  let text: string | null = null;
  let inAuthorization = false;
  let way: "raw" | "basic" = "raw";
  // The raw list, since the parsed one silently drops a second Authorization, and with it a contradiction.
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const found = credentialIn(rawHeaders[i]!, rawHeaders[i + 1]!);
    if (found === null) continue;
    if (rawHeaders[i]!.length === 13) inAuthorization = true;
    if (found === "") continue;
    if (rawHeaders[i]!.length === 13) way = isBasic(rawHeaders[i + 1]!) ? "basic" : "raw";
    if (text !== null && text !== found) return { kind: "several" };
    text = found;
  }
  return text === null ? { kind: "none", inAuthorization } : { kind: "one", text, inAuthorization, way };
}

function isBasic(authorization: string): boolean {
  return !authorization.startsWith("Bearer ") && /^basic\s/i.test(authorization);
}

/** The credential that a header holds; "" = the header is for one, yet holds none of ours; null = another header. */
function credentialIn(name: string, value: string): string | null {
  switch (name.length) {
    case 13: {
      if (name !== "Authorization" && name.toLowerCase() !== "authorization") return null;
      if (value.startsWith("Bearer ")) return value.slice(7).trim();
      if (/^bearer\s/i.test(value)) return value.slice(7).trim();
      return isBasic(value) ? passwordIn(value.slice(6).trim()) : "";
    }
    case 9:
      return name.toLowerCase() === "x-api-key" ? value.trim() : null;
    case 16:
      return name.toLowerCase() === "x-tenant-api-key" ? value.trim() : null;
    default:
      return null;
  }
}

/** Whether an Authorization is there for a key or token, and is to go no further than to who checks it. */
export function isForUs(authorization: string): boolean {
  return (
    /^bearer\s/i.test(authorization) || !["", null].includes(credentialIn("authorization", authorization))
  );
}

/** The password of Basic credentials, where it is a key whose public id is the user name; "" = they are for somebody else. */
function passwordIn(encoded: string): string {
  if (encoded.length > 1_024 || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
    return "";
  const text = atob(encoded);
  const colon = text.indexOf(":");
  const password = text.slice(colon + 1);
  const read = readKeyText(password);
  return colon > 0 && read.ok && read.parts.publicId === text.slice(0, colon) ? password : "";
}
