import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";

/** Refuses the key's calls until it is enabled again. */
export const disableKey = moveCommand({
  name: "access-key.disable",
  permission: "access-key:disable",
  input: oneAccessKey,
  kind: "access",
  move: "disable",
  event: "access-key.disabled",
  withdraws: true,
});
