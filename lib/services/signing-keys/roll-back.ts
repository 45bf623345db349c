import { oneSigningKey } from "@/lib/contracts/signing-keys";
import type { Command } from "../card";
import { drainEnd } from "./drain-end";
import { type MovedSigningKey, makeMove } from "./move";

/** Signs again with the key that drains. What the other signed meanwhile stays good: now it drains. */
export const rollBackSigningKey: Command<typeof oneSigningKey, MovedSigningKey> = {
  name: "signing-key.roll-back",
  permission: "signing-key:rotate",
  input: oneSigningKey,
  run: (tx, ctx, { id }) =>
    makeMove(tx, ctx, "roll-back", {
      meant: { id, as: "draining" },
      retiresAt: ({ active }) => drainEnd(tx, ctx, active!.id),
    }),
};
