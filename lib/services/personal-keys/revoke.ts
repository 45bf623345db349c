import { revokePersonalKey } from "@/lib/contracts/personal-keys";
import { moveCommand } from "../keys/move-command";
import { personalKey } from "../keys/whose-key";

/** Withdraws anybody's personal key for good, by an Owner or Admin. It stays in its user's list, revoked. */
export const revokePersonal = moveCommand({
  name: "personal-key.revoke",
  permission: "personal-key:revoke-all",
  input: revokePersonalKey,
  of: personalKey,
  move: "revoke",
  event: "personal-key.revoked",
  withdraws: true,
});
