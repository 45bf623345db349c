/** What is easily given for the hub's address or the Outpost's token, and told by its text: how a sentence about it ends. */
import { readKeyText } from "@/lib/domain/keys/read-key-text";

/** What a 401 of the hub means. */
export const NOT_ENROLLED = "the hub does not know this Outpost's token: enrol it anew in the console";

/** A hub has no path; what has one is the issuer of tokens, or a page of the console. */
export function hubFault({ pathname, username, password, search, hash }: URL): string | null {
  if (username || password || search || hash)
    return "is an address alone, without a name, password, ? or # in it.";
  if (pathname === "/") return null;
  return "has a path: give the hub's address alone, such as https://keys.example.com.";
}

export function tokenFault(text: string): string | null {
  const read = readKeyText(text);
  if (!read.ok && read.fault !== "token") return null;
  const what = read.ok ? "is a key, which programs call with" : "is one that a key was exchanged for";
  return `${what}: give what the console showed when this Outpost was enrolled.`;
}
