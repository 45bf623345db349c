import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "./move";

/** Refuses the key's calls until it is enabled again. */
export const disableKey = moveCommand({
  name: "access-key.disable",
  permission: "access-key:disable",
  input: oneAccessKey,
  move: "disable",
  event: "access-key.disabled",
  withdraws: true,
});
