import { revokeAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";
import { accessKey } from "../keys/whose-key";

/** Withdraws every live version for good; the key stays in the list with its history. */
export const revokeKey = moveCommand({
  name: "access-key.revoke",
  permission: "access-key:revoke",
  input: revokeAccessKey,
  of: accessKey,
  move: "revoke",
  event: "access-key.revoked",
  withdraws: true,
});
