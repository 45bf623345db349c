import { insertSigningKey, lockActiveSigningKey, type SigningKeyRow } from "@/db/queries/signing-keys";
import { makeSigningKey } from "@/lib/contracts/signing-keys";
import { signingRefusal } from "@/lib/domain/signing-keys/signing-key";
import { type Command, refuse } from "../card";
import { newSigningKey, signingKeyChanged, signingKeyEvent } from "./new-signing-key";

/** Makes the workspace's first signing key. */
export const generateSigningKey: Command<typeof makeSigningKey, { id: string; kid: string }, SigningKeyRow> =
  {
    name: "signing-key.generate",
    permission: "signing-key:generate",
    input: makeSigningKey,
    prepare: (ctx, { bits }) => newSigningKey(ctx, bits),
    async run(tx, ctx, _, key) {
      const active = await lockActiveSigningKey(tx, ctx.workspace);
      const refusal = signingRefusal(active !== null, "generate");
      if (refusal) return refuse(refusal);
      await insertSigningKey(tx, key);
      return {
        ok: true,
        value: { id: key.id, kid: key.kid },
        event: signingKeyEvent("signing-key.generated", key, null),
        changes: signingKeyChanged(key.id),
      };
    },
  };
