import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";
import { accessKey } from "../keys/whose-key";

/** Refuses the key's calls until it is enabled again. */
export const disableKey = moveCommand({
  name: "access-key.disable",
  permission: "access-key:disable",
  input: oneAccessKey,
  of: accessKey,
  move: "disable",
  event: "access-key.disabled",
  withdraws: true,
});
