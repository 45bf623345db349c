/**
 * Sealing: AES-256-GCM (NIST SP 800-38D) under the versioned master key. What is sealed is bound to its place
 * (workspace, table, row): a sealed text moved to another row does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { bytesOfBase64url } from "@/lib/domain/base64url";
import { Secret } from "@/lib/domain/secret";

export interface MasterKey {
  version: number;
  /** 32 bytes. */
  bytes: Buffer;
}

/** Where a sealed value lives; authenticated, not encrypted. */
export interface SealPlace {
  workspaceId: string;
  row: string;
}

export class SealBroken extends Error {
  constructor() {
    super("a sealed value does not open: wrong master key, or moved from its place");
  }
}

/** `v{version}.{iv}.{ciphertext and tag}`, parts in base64url. */
export function seal(key: MasterKey, place: SealPlace, value: Secret): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv).setAAD(placeBytes(key.version, place));
  const sealed = Buffer.concat([cipher.update(value.reveal(), "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v${key.version}.${iv.toString("base64url")}.${sealed.toString("base64url")}`;
}

/** Opens what `seal` made. Throws SealBroken, which names no cause: an oracle would help an attacker. */
export function open(keys: readonly MasterKey[], place: SealPlace, text: string): Secret {
  const match = /^v(\d{1,6})\.([\w-]{16})\.([\w-]{22,})$/.exec(text);
  const key = keys.find((candidate) => candidate.version === Number(match?.[1]));
  const sealed = match && bytesOfBase64url(match[3]!);
  if (!match || !key || !sealed) throw new SealBroken();
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(match[2]!, "base64url"), {
      authTagLength: 16,
    });
    decipher.setAAD(placeBytes(key.version, place)).setAuthTag(sealed.subarray(-16));
    return new Secret(
      Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString("utf8"),
    );
  } catch {
    throw new SealBroken();
  }
}

function placeBytes(version: number, { workspaceId, row }: SealPlace): Buffer {
  return Buffer.from(JSON.stringify(["keysmith", version, workspaceId, row]));
}
