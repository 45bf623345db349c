import { oneSigningKey } from "@/lib/contracts/signing-keys";
import type { Command } from "../card";
import { type MovedSigningKey, makeMove } from "./move";

/** Ends the drain of a key now: what it signed is refused from then on. */
export const retireSigningKey: Command<typeof oneSigningKey, MovedSigningKey> = {
  name: "signing-key.retire",
  permission: "signing-key:rotate",
  input: oneSigningKey,
  withdraws: true,
  run: (tx, ctx, { id }) => makeMove(tx, ctx, "retire", { meant: { id, as: "draining" } }),
};
