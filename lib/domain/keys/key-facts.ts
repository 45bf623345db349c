import type { Status, VersionTimes } from "./status";
import { endOf, versionStatus } from "./status";

/** Why a key is suspended. Suspended = at least one hold. */
export const HOLD_SOURCES = ["manual", "application", "user_disabled", "leak_report"] as const;
export type HoldSource = (typeof HOLD_SOURCES)[number];

export const REVOKE_REASONS = [
  "superseded",
  "rolled_back",
  "leaked",
  "no_longer_needed",
  "owner_left",
  "deleted",
  "other",
] as const;
export type RevokeReason = (typeof REVOKE_REASONS)[number];

export interface VersionFacts extends VersionTimes {
  id: string;
  generation: number;
  latest: boolean;
  revokeReason: RevokeReason | null;
  /** Absent where nobody asks: the rules of moves do not. */
  madeBy?: MadeBy;
}

/** What the rules need to know beside a key set's own record. */
export interface KeySetFacts {
  /** Whether its policy allows manual regeneration. */
  manualRegeneration: boolean;
  applicationSuspended: boolean;
  /** Whether its application has another key set for the same that is neither revoked nor expired. */
  anotherValid: boolean;
}

/** All that the rules of a key's life need to know of it. Versions in order of generation. */
export interface KeyFacts {
  kind: "access" | "personal" | "key_set";
  deletedAt: Date | null;
  versions: VersionFacts[];
  holds: HoldSource[];
  /** Of a key set. Where it is absent, nothing is allowed that asks for it. */
  set?: KeySetFacts;
}

/** How a version came to be. */
export const MADE_BY = ["created", "regenerated", "rotated", "schedule"] as const;
export type MadeBy = (typeof MADE_BY)[number];

/** The newest version that was not rolled back. */
export function latestOf(key: KeyFacts): VersionFacts {
  const latest = key.versions.find((version) => version.latest);
  if (!latest) throw new Error("a key always has a LATEST version");
  return latest;
}

export function keyStatus(key: KeyFacts, now: Date): Status {
  return versionStatus(latestOf(key), key.holds.length > 0, now);
}

/** Whether a version is neither revoked nor expired at `now`. */
export function lives(version: VersionTimes, now: Date): boolean {
  return !["revoked", "expired"].includes(versionStatus(version, false, now));
}

/** The versions that are neither revoked nor expired at `now`. */
export function liveVersions(key: KeyFacts, now: Date): VersionFacts[] {
  return key.versions.filter((version) => lives(version, now));
}

/** Whether a call with any of its versions passes at `now`. */
export function worksNow(key: KeyFacts, now: Date): boolean {
  return key.versions.some((version) => versionStatus(version, key.holds.length > 0, now) === "active");
}

/** The old version that still works beside LATEST, if an overlap runs. */
export function overlapping(key: KeyFacts, now: Date): VersionFacts | null {
  return liveVersions(key, now).find((version) => !version.latest) ?? null;
}

/** While a rotation is under way: when the old version ends by the clock, "until-ended" = when somebody ends it. */
export function oldVersionUntil(key: KeyFacts, now: Date): Date | "until-ended" | null {
  const old = overlapping(key, now);
  return old && (endOf(old)?.at ?? "until-ended");
}
