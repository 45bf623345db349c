import { oneKeySet } from "@/lib/contracts/key-sets";
import { moveCommand } from "../keys/move-command";
import { keySetReachedBy } from "./lock";

/** *Activate*: the key is re-enabled. Not under a suspended application, and not past its expiration. */
export const resumeKeySet = moveCommand({
  name: "key-set.activate",
  permission: "key-set:activate",
  input: oneKeySet,
  of: keySetReachedBy("key-set:activate"),
  move: "enable",
  event: "key-set.activated",
  withdraws: false,
});
