import type { Issued } from "@/components/keys/issued-key";
import { readKeyText } from "@/lib/domain/keys/read-key-text";

/** What the show-once alert shows of a fresh secret. */
export function issuedFrom(
  name: string,
  publicId: string,
  secret: string,
  scopes: readonly string[],
): Issued {
  const reading = readKeyText(secret);
  const head = secret.slice(0, secret.indexOf(publicId) + 4);
  return {
    secret,
    masked: `${head}…${secret.slice(-4)}`,
    envName: "KEYSMITH_ACCESS_KEY",
    fileName: `${fileStem(name)}.env`,
    scopes,
    environment: reading.ok ? reading.parts.environment : null,
  };
}

function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return stem.slice(0, 40) || "access-key";
}
