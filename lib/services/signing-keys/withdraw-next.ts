import { oneSigningKey } from "@/lib/contracts/signing-keys";
import type { Command } from "../card";
import { type MovedSigningKey, makeMove } from "./move";

/** Takes back the next key before it has signed anything. */
export const withdrawNextSigningKey: Command<typeof oneSigningKey, MovedSigningKey> = {
  name: "signing-key.withdraw-next",
  permission: "signing-key:rotate",
  input: oneSigningKey,
  run: (tx, ctx, { id }) => makeMove(tx, ctx, "withdraw", { meant: { id, as: "next" } }),
};
