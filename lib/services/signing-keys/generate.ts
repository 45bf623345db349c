import { makeSigningKey } from "@/lib/contracts/signing-keys";
import type { Command } from "../card";
import { type MovedSigningKey, makeMove } from "./move";
import { type NewSigningKey, newSigningKey } from "./new-signing-key";

/** Makes the workspace's first signing key. */
export const generateSigningKey: Command<typeof makeSigningKey, MovedSigningKey, NewSigningKey> = {
  name: "signing-key.generate",
  permission: "signing-key:generate",
  input: makeSigningKey,
  prepare: (ctx, { bits }) => newSigningKey(ctx, bits),
  run: (tx, ctx, _, made) => makeMove(tx, ctx, "generate", { made }),
};
