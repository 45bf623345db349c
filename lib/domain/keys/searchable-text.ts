import { readKeyText } from "./read-key-text";

/**
 * What of a search may stand in an address. Whoever pastes a whole key to find it must not leave its secret in the
 * browser's history, a proxy's log or a shared link: the public id finds the key as well.
 */
export function searchableText(text: string): string {
  const reading = readKeyText(text.trim());
  const publicId = reading.ok ? reading.parts.publicId : reading.publicId;
  return publicId ?? text.replace(/[0-9A-Za-z]{24,}/g, "").trimStart();
}
