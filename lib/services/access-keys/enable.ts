import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";
import { accessKey } from "../keys/whose-key";

/** Takes back a disabling. Other holds stay. */
export const enableKey = moveCommand({
  name: "access-key.enable",
  permission: "access-key:disable",
  input: oneAccessKey,
  of: accessKey,
  move: "enable",
  event: "access-key.enabled",
  withdraws: false,
});
