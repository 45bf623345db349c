import { revokeKeySet as input } from "@/lib/contracts/key-sets";
import { moveCommand } from "../keys/move-command";
import { keySetReachedBy } from "./lock";

/** *Revoke Key*: permanently disabled for use; its page and its history stay. */
export const revokeKeySet = moveCommand({
  name: "key-set.revoke",
  permission: "key-set:revoke",
  input,
  of: keySetReachedBy("key-set:revoke"),
  move: "revoke",
  event: "key-set.revoked",
  withdraws: true,
});
