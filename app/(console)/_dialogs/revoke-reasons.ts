import type { REVOKE_CHOICES } from "@/lib/contracts/access-keys";
import type { RevokeReason } from "@/lib/domain/keys/key-facts";

/** Why a version was revoked, in words. */
export const REVOKE_WORDS: Record<RevokeReason, string> = {
  leaked: "It has leaked",
  no_longer_needed: "No longer needed",
  owner_left: "Its owner has left",
  other: "Another reason",
  superseded: "Replaced by a newer version",
  rolled_back: "Rolled back",
  deleted: "The key was deleted",
};

/** Why a revocation sleeps that has no reason yet. */
export const NO_REASON = "Choose a reason.";

export const REVOKE_OPTIONS: { value: (typeof REVOKE_CHOICES)[number] | ""; label: string }[] = [
  { value: "", label: "Choose a reason" },
  ...(["leaked", "no_longer_needed", "owner_left", "other"] as const).map((value) => ({
    value,
    label: REVOKE_WORDS[value],
  })),
];
