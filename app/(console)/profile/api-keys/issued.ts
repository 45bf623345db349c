import type { Issued } from "@/components/keys/issued-key";
import { issuedFrom } from "../../keys/_access-keys/issued";

/** What the show-once alert shows of a fresh personal key. */
export function issuedApiKey(name: string, publicId: string, secret: string): Issued {
  return { ...issuedFrom(name, publicId, secret, []), envName: "KEYSMITH_API_KEY", personal: true };
}
