import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";
import { accessKey } from "../keys/whose-key";

/** Revokes at once and takes the key out of every list; its digest is wiped, the audit log keeps what happened. */
export const deleteKey = moveCommand({
  name: "access-key.delete",
  permission: "access-key:delete",
  input: oneAccessKey,
  of: accessKey,
  move: "delete",
  event: "access-key.deleted",
  withdraws: true,
});
