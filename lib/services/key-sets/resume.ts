import { oneKeySet } from "@/lib/contracts/key-sets";
import { moveKeySet } from "./move";

/** *Activate*: the key is re-enabled. Not under a suspended application, and not past its expiration. */
export const resumeKeySet = moveKeySet({
  name: "key-set.activate",
  permission: "key-set:activate",
  input: oneKeySet,
  move: "enable",
  event: "key-set.activated",
  withdraws: false,
});
