import type { SigningKeyRow } from "@/db/queries/signing-keys";
import { newId } from "@/lib/crypto/random";
import { newRsaPair } from "@/lib/crypto/rs256";
import { actorLabel } from "@/lib/domain/people/actor";
import type { RsaBits } from "@/lib/domain/signing-keys/signing-key";
import type { Context } from "../context";
import { sealed } from "../sealing";

/** A fresh pair as a row without its times: its private half is sealed for this row alone. */
export type NewSigningKey = Pick<
  SigningKeyRow,
  "id" | "workspaceId" | "kid" | "bits" | "publicPem" | "sealedPrivate" | "createdByLabel"
>;

export async function newSigningKey(ctx: Context, bits: RsaBits): Promise<NewSigningKey> {
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
  };
}

export function sealPlaceOf({ id, workspaceId }: { id: string; workspaceId: string }) {
  return { workspaceId, row: `signing_keys/${id}` };
}
