/** When keys end. A version's expiry is chosen when it is made, and never edited. */
import type { RefusalCode } from "../refusals";

/** Access keys: Never, 30 days, 90 days or 1 year. */
export const ACCESS_EXPIRY_CHOICES = ["never", "30", "90", "365"] as const;
export type AccessExpiryChoice = (typeof ACCESS_EXPIRY_CHOICES)[number];

export const EXPIRY_LABELS: Record<AccessExpiryChoice, string> = {
  never: "Never",
  "30": "30 days",
  "90": "90 days",
  "365": "1 year",
};

/** Personal keys: a number of days. */
export const PERSONAL_EXPIRY_CHOICES = ["7", "30", "60", "90", "180", "365"] as const;
export type PersonalExpiryChoice = (typeof PERSONAL_EXPIRY_CHOICES)[number];

export type ExpiryChoice = AccessExpiryChoice | PersonalExpiryChoice;

const dayMs = 86_400_000;

/** The instant at which a key created at `now` with this choice ends; null = never. A day is 24 hours. */
export function expiryFrom(choice: ExpiryChoice, now: Date): Date | null {
  return choice === "never" ? null : new Date(now.getTime() + Number(choice) * dayMs);
}

/** What a workspace allows its access and personal keys. */
export interface LifetimeRule {
  /** No key may live longer; null = any lifetime. */
  longestLifetimeDays: number | null;
  /** Whether a key may have no end at all. A longest lifetime forbids that too. */
  neverAllowed: boolean;
}

/** Why a workspace forbids a choice, or null where it allows it. A form's sleeping option shows this very code. */
export function lifetimeRefusal(choice: ExpiryChoice, rule: LifetimeRule): RefusalCode | null {
  const { longestLifetimeDays: longest, neverAllowed } = rule;
  if (choice === "never") return neverAllowed && longest === null ? null : "never-not-allowed";
  return longest !== null && Number(choice) > longest ? "lifetime-too-long" : null;
}

/**
 * Why a new version may not live until `expiresAt` (null = for good): the same rule for a date that is kept, as regenerate
 * and rotate do unless they are told otherwise.
 */
export function lifeRefusal(expiresAt: Date | null, now: Date, rule: LifetimeRule): RefusalCode | null {
  if (expiresAt === null) return lifetimeRefusal("never", rule);
  const { longestLifetimeDays: longest } = rule;
  return longest !== null && expiresAt.getTime() - now.getTime() > longest * dayMs
    ? "lifetime-too-long"
    : null;
}
