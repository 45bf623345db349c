import { onePersonalKey } from "@/lib/contracts/personal-keys";
import { moveCommand } from "../keys/move-command";
import { ownPersonalKey } from "../keys/whose-key";

/** Revokes one's own key at once and takes it out of every list; the audit log keeps what happened. */
export const deletePersonal = moveCommand({
  name: "personal-key.delete",
  permission: "personal-key:own",
  input: onePersonalKey,
  of: ownPersonalKey,
  move: "delete",
  event: "personal-key.deleted",
  withdraws: true,
});
