import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";
import { accessKey } from "../keys/whose-key";

/** Refuses the new version of a rotated key from now on; the old one is LATEST again, and does not retire. */
export const rollBack = moveCommand({
  name: "access-key.roll-back",
  permission: "access-key:rotate",
  input: oneAccessKey,
  of: accessKey,
  move: "roll-back",
  event: "access-key.rolled-back",
  withdraws: true,
});
