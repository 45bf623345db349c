import type { SigningKeyRow } from "@/db/queries/signing-keys";
import { newId } from "@/lib/crypto/random";
import { newRsaPair } from "@/lib/crypto/rs256";
import { actorLabel } from "@/lib/domain/people/actor";
import type { RsaBits } from "@/lib/domain/signing-keys/signing-key";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { sealed } from "../sealing";

/** A fresh pair as a row: its private half is sealed for this row alone. */
export async function newSigningKey(ctx: Context, bits: RsaBits): Promise<SigningKeyRow> {
  const { kid, publicPem, privatePem } = await newRsaPair(bits);
  const id = newId();
  return {
    id,
    workspaceId: ctx.workspace,
    kid,
    bits,
    publicPem,
    sealedPrivate: sealed(sealPlaceOf({ id, workspaceId: ctx.workspace }), privatePem),
    createdByLabel: actorLabel(ctx.actor),
    createdAt: ctx.now,
    activatedAt: ctx.now,
    replacedAt: null,
    retiresAt: null,
    retiredAt: null,
  };
}

export function sealPlaceOf({ id, workspaceId }: { id: string; workspaceId: string }) {
  return { workspaceId, row: `signing_keys/${id}` };
}

export function signingKeyEvent(
  type: "signing-key.generated" | "signing-key.rotated",
  key: SigningKeyRow,
  before: SigningKeyRow | null,
): EventDraft {
  return {
    type,
    subject: { kind: "signing-key", id: key.id, label: key.kid },
    ...(before && { before: { kid: before.kid, bits: before.bits } }),
    after: { kid: key.kid, bits: key.bits },
  };
}

export const signingKeyChanged = (id: string) => [{ kind: "signing-key" as const, subjectId: id }];
