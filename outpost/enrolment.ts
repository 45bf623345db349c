/** What is easily given for the hub's address or the Outpost's token, and told by its text: how a sentence about it ends. */
import { readKeyText } from "@/lib/domain/keys/read-key-text";

/** A hub has no path; what has one is the issuer of tokens, or a page of the console. */
export function hubFault({ pathname }: URL): string | null {
  if (pathname === "/") return null;
  return "has a path: give the hub's address alone, such as https://keys.example.com.";
}

export function tokenFault(text: string): string | null {
  const read = readKeyText(text);
  if (!read.ok && read.fault !== "token") return null;
  const what = read.ok ? "is a key, which programs call with" : "is one that a key was exchanged for";
  return `${what}: give what the console showed when this Outpost was enrolled.`;
}
