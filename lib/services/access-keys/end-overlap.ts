import { oneAccessKey } from "@/lib/contracts/access-keys";
import { moveCommand } from "../keys/move-command";
import { accessKey } from "../keys/whose-key";

/** Refuses the old version of a rotated key from now on. */
export const endOverlap = moveCommand({
  name: "access-key.end-overlap",
  permission: "access-key:rotate",
  input: oneAccessKey,
  of: accessKey,
  move: "end-overlap",
  event: "access-key.overlap-ended",
  withdraws: true,
});
