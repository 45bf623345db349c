import { derive } from "@/lib/crypto/digest";
import type { MasterKey } from "@/lib/crypto/sealing";
import { Secret } from "@/lib/domain/secret";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const length = 43;

/**
 * The token of the one-time setup link: derived, so that it can be printed at each start until there is an owner,
 * and is stored nowhere. 256 bits as 43 base62 characters.
 */
export function setupToken(key: MasterKey, hubCreatedAt: Date): Secret {
  let value = BigInt(`0x${derive(key.bytes, `setup-link:${hubCreatedAt.toISOString()}`).toString("hex")}`);
  let text = "";
  for (let i = 0; i < length; i++) {
    text = digits[Number(value % 62n)] + text;
    value /= 62n;
  }
  return new Secret(text);
}

/** The link as it is printed. Its token stands behind the #, which no browser sends and no access log sees. */
export function setupLink(publicUrl: URL, token: Secret): string {
  return `${publicUrl.origin}/setup#token=${token.reveal()}`;
}
