import {
  insertSigningKey,
  lockActiveSigningKey,
  retireSigningKey,
  type SigningKeyRow,
} from "@/db/queries/signing-keys";
import { makeSigningKey } from "@/lib/contracts/signing-keys";
import { signingRefusal } from "@/lib/domain/signing-keys/signing-key";
import { type Command, refuse } from "../card";
import { newSigningKey, signingKeyChanged, signingKeyEvent } from "./new-signing-key";

/** Replaces the signing key at once: nothing that the old one signed is good any more. */
export const rotateSigningKey: Command<typeof makeSigningKey, { id: string; kid: string }, SigningKeyRow> = {
  name: "signing-key.rotate",
  permission: "signing-key:rotate",
  input: makeSigningKey,
  withdraws: true,
  prepare: (ctx, { bits }) => newSigningKey(ctx, bits),
  async run(tx, ctx, _, key) {
    const active = await lockActiveSigningKey(tx, ctx.workspace);
    const refusal = signingRefusal(active !== null, "rotate");
    if (refusal || !active) return refuse(refusal ?? "signing-key-missing");
    await retireSigningKey(tx, ctx.workspace, active.id, ctx.now);
    await insertSigningKey(tx, key);
    return {
      ok: true,
      value: { id: key.id, kid: key.kid },
      event: signingKeyEvent("signing-key.rotated", key, active),
      changes: [...signingKeyChanged(active.id), ...signingKeyChanged(key.id)],
    };
  },
};
