import { suspendKeySet as input } from "@/lib/contracts/key-sets";
import { moveCommand } from "../keys/move-command";
import { keySetReachedBy } from "./lock";

/** The key is disabled: API calls with it return an error until it is activated. */
export const suspendKeySet = moveCommand({
  name: "key-set.suspend",
  permission: "key-set:suspend",
  input,
  of: keySetReachedBy("key-set:suspend"),
  move: "disable",
  event: "key-set.suspended",
  withdraws: true,
});
