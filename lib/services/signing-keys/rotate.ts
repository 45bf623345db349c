import { makeSigningKey } from "@/lib/contracts/signing-keys";
import type { Command } from "../card";
import { type MovedSigningKey, makeMove } from "./move";
import { type NewSigningKey, newSigningKey } from "./new-signing-key";

/** Replaces the signing key at once: nothing that any key before it signed is good any more. */
export const rotateSigningKey: Command<typeof makeSigningKey, MovedSigningKey, NewSigningKey> = {
  name: "signing-key.rotate",
  permission: "signing-key:rotate",
  input: makeSigningKey,
  withdraws: true,
  prepare: (ctx, { bits }) => newSigningKey(ctx, bits),
  run: (tx, ctx, _, made) => makeMove(tx, ctx, "rotate", { made }),
};
