import { onePersonalKey } from "@/lib/contracts/personal-keys";
import { moveCommand } from "../keys/move-command";
import { ownPersonalKey } from "../keys/whose-key";

/** Unticks Enabled: the key's calls are refused until it is enabled again. */
export const disablePersonal = moveCommand({
  name: "personal-key.disable",
  permission: "personal-key:own",
  input: onePersonalKey,
  of: ownPersonalKey,
  move: "disable",
  event: "personal-key.disabled",
  withdraws: true,
});
