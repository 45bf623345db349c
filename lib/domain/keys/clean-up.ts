/**
 * Clean up: what may be deleted many at a time. "Expired" = past the expiry. "Revoked" = revoked, or disabled by hand.
 * "Both Expired and Revoked" = keys that are both, and cannot be combined with the other two.
 * The two marks are told apart from the shown status: a revoked key whose expiry has passed too carries both.
 */
import { type KeyFacts, latestOf, liveVersions } from "./key-facts";
import { versionStatus } from "./status";

export const CLEAN_UP_CHOICES = ["expired", "revoked", "both"] as const;
export type CleanUpChoice = (typeof CLEAN_UP_CHOICES)[number];

export const CLEAN_UP_LABELS: Record<CleanUpChoice, string> = {
  expired: "Expired",
  revoked: "Revoked (or disabled)",
  both: "Both Expired and Revoked",
};

/** How many keys one go takes at most, of a clean up as of every other act on many keys. */
export const KEYS_AT_ONCE = 1_000;

export interface CleanUpMarks {
  expired: boolean;
  /** Withdrawn for good. */
  revoked: boolean;
  /** Disabled by hand; a hold of another source is no mark, since it lifts by itself. */
  disabled: boolean;
}

/** The marks of a key. One that still has a version of any use, as in an overlap, is neither expired nor revoked. */
export function cleanUpMarks(key: KeyFacts, now: Date): CleanUpMarks {
  const latest = latestOf(key);
  const ended = liveVersions(key, now).length === 0;
  const { expiresAt } = latest;
  const revoked = ended && versionStatus(latest, false, now) === "revoked";
  return {
    expired: ended && expiresAt !== null && expiresAt <= now,
    revoked,
    disabled: !revoked && key.holds.includes("manual"),
  };
}

/** Whether a key with these marks goes when these boxes are ticked. */
export function sweeps(choices: readonly CleanUpChoice[], marks: CleanUpMarks): boolean {
  const revoked = marks.revoked || marks.disabled;
  return (
    (choices.includes("expired") && marks.expired) ||
    (choices.includes("revoked") && revoked) ||
    (choices.includes("both") && marks.expired && revoked)
  );
}

/** The boxes after one was ticked or cleared: "both" clears the single ones, and they clear "both". */
export function tick(
  choices: readonly CleanUpChoice[],
  choice: CleanUpChoice,
  ticked: boolean,
): CleanUpChoice[] {
  const others = choices.filter((one) => one !== choice);
  if (!ticked) return others;
  return choice === "both" ? ["both"] : [...others.filter((one) => one !== "both"), choice];
}

/** Whether boxes may stand ticked together. */
export function combine(choices: readonly CleanUpChoice[]): boolean {
  return !choices.includes("both") || choices.every((choice) => choice === "both");
}
