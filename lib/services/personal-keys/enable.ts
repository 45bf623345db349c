import { onePersonalKey } from "@/lib/contracts/personal-keys";
import { moveCommand } from "../keys/move-command";
import { ownPersonalKey } from "../keys/whose-key";

/** Ticks Enabled again. A hold that somebody else put on the key stays. */
export const enablePersonal = moveCommand({
  name: "personal-key.enable",
  permission: "personal-key:own",
  input: onePersonalKey,
  of: ownPersonalKey,
  move: "enable",
  event: "personal-key.enabled",
  withdraws: false,
});
