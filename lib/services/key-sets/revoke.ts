import { revokeKeySet as input } from "@/lib/contracts/key-sets";
import { moveKeySet } from "./move";

/** *Revoke Key*: permanently disabled for use; its page and its history stay. */
export const revokeKeySet = moveKeySet({
  name: "key-set.revoke",
  permission: "key-set:revoke",
  input,
  move: "revoke",
  event: "key-set.revoked",
  withdraws: true,
});
