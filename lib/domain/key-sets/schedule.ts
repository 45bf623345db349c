/**
 * When a key ends and when it is replaced by itself, counted from its activation. A key set has this from its policy, an
 * access key from its own "rotate every 90 days".
 */
import type { Dates } from "../keys/moves";
import type { RefusalCode } from "../refusals";
import { addPeriod, DAY_MS, daysOf, outlasts, type Period } from "./period";

export interface Schedule {
  expiration: Period | null;
  rotation: Period | null;
  /** How long the old key keeps working after a rotation. */
  overlapHours: number;
}

/** Why a schedule cannot be, or null. */
export function scheduleRefusal({ expiration, rotation, overlapHours }: Schedule): RefusalCode | null {
  if (rotation === null) return null;
  if (expiration !== null && outlasts(rotation, expiration)) return "rotation-outlasts-expiration";
  // The next rotation would be due while the old key of this one still works.
  return overlapHours >= daysOf(rotation).fewest * 24 ? "overlap-outlasts-rotation" : null;
}

/** The dates of a key that is activated at `at`. */
export function datesFrom({ expiration, rotation }: Schedule, at: Date): Dates {
  return {
    expiresAt: expiration && addPeriod(at, expiration),
    rotatesAt: rotation && addPeriod(at, rotation),
  };
}

export function overlapUntil({ overlapHours }: Schedule, at: Date): Date {
  return new Date(at.getTime() + overlapHours * 3_600_000);
}

/** The choices of an access key: rotate by itself every so many days. */
export const ROTATE_EVERY_CHOICES = ["30", "60", "90", "180", "365"] as const;
export type RotateEveryChoice = (typeof ROTATE_EVERY_CHOICES)[number];

/** An access key's schedule: each new secret lives as long as the one before, in whole days. */
export function accessSchedule(
  latest: { activatedAt: Date | null; expiresAt: Date | null },
  rotateEveryDays: number | null,
  overlapHours: number,
): Schedule {
  const { activatedAt, expiresAt } = latest;
  const lifetime = activatedAt && expiresAt && (expiresAt.getTime() - activatedAt.getTime()) / DAY_MS;
  return {
    expiration: lifetime === null ? null : { amount: Math.max(1, Math.round(lifetime)), unit: "days" },
    rotation: rotateEveryDays === null ? null : { amount: rotateEveryDays, unit: "days" },
    overlapHours,
  };
}
