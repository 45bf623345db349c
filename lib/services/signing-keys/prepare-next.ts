import { makeSigningKey } from "@/lib/contracts/signing-keys";
import type { Command } from "../card";
import { type MovedSigningKey, makeMove } from "./move";
import { type NewSigningKey, newSigningKey } from "./new-signing-key";

/** Rotates with overlap: publishes the next key, and hands each Outpost a token of it to verify. It signs nothing yet. */
export const prepareNextSigningKey: Command<typeof makeSigningKey, MovedSigningKey, NewSigningKey> = {
  name: "signing-key.prepare-next",
  permission: "signing-key:rotate",
  input: makeSigningKey,
  prepare: (ctx, { bits }) => newSigningKey(ctx, bits),
  run: (tx, ctx, _, made) => makeMove(tx, ctx, "prepare", { made }),
};
