import { insertSigningKey, lockActiveSigningKey } from "@/db/queries/signing-keys";
import { makeSigningKey } from "@/lib/contracts/signing-keys";
import { signingRefusal } from "@/lib/domain/signing-keys/signing-key";
import { type Command, refuse } from "../card";
import { newSigningKey, signingKeyChanged, signingKeyEvent } from "./new-signing-key";

/** Makes the workspace's first signing key. The pair is made before the lock is taken: that may take seconds. */
export const generateSigningKey: Command<typeof makeSigningKey, { id: string; kid: string }> = {
  name: "signing-key.generate",
  permission: "signing-key:generate",
  input: makeSigningKey,
  async run(tx, ctx, { bits }) {
    const key = await newSigningKey(ctx, bits);
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
