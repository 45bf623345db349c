import { issuedFrom } from "@/app/(console)/keys/_issue/issued";
import type { Issued } from "@/components/keys/issued-key";

/** What the show-once alert shows of a fresh personal key. */
export function issuedApiKey(name: string, publicId: string, secret: string): Issued {
  return { ...issuedFrom(name, publicId, secret, []), envName: "KEYSMITH_API_KEY", personal: true };
}
