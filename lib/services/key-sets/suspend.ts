import { suspendKeySet as input } from "@/lib/contracts/key-sets";
import { moveKeySet } from "./move";

/** The key is disabled: API calls with it return an error until it is activated. */
export const suspendKeySet = moveKeySet({
  name: "key-set.suspend",
  permission: "key-set:suspend",
  input,
  move: "disable",
  event: "key-set.suspended",
  withdraws: true,
});
