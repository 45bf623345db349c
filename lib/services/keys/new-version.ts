import { digestOf } from "@/lib/crypto/digest";
import { newId, newKey } from "@/lib/crypto/random";
import type { MadeBy } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Context } from "../context";

/** A fresh secret and the row that keeps its digest. The text itself goes into the answer and nowhere else. */
export function newVersion(
  ctx: Context,
  key: { id: string; prefix: string; kind: KeyKind; environment: string | null },
  madeBy: MadeBy = "created",
) {
  const { publicId, text } = newKey(key);
  const plain = text.reveal();
  const row = {
    id: newId(),
    workspaceId: ctx.workspace as string,
    keyId: key.id,
    prefix: key.prefix,
    publicId,
    digest: digestOf(plain),
    tail: plain.slice(-4),
    createdAt: ctx.now,
    activatedAt: ctx.now,
    rotatesAt: null,
    retiresAt: null,
    revokedAt: null,
    revokeReason: null,
    sealedSecret: null as string | null,
    revealOnce: false,
    revealedAt: null as Date | null,
    madeBy: madeBy as string,
  };
  return { row, text };
}
