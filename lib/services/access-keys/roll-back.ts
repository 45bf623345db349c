import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";

/** Refuses the new version of a rotated key from now on; the old one is LATEST again, and does not retire. */
export const rollBack = moveCommand({
  name: "access-key.roll-back",
  permission: "access-key:rotate",
  input: oneAccessKey,
  kind: "access",
  move: "roll-back",
  event: "access-key.rolled-back",
  withdraws: true,
});
