/**
 * Set up automatic rotation schedules: an access key's own "rotate every N days", with the overlap in which its old secret
 * keeps working. Each new secret is sealed until somebody collects it, and lives as long as the one before.
 */
import { DAY_MS } from "../key-sets/period";
import { accessSchedule, type Schedule, scheduleRefusal } from "../key-sets/schedule";
import type { RefusalCode } from "../refusals";
import type { LifetimeRule } from "./expiry";
import { DEFAULT_OVERLAP } from "./overlap";

export interface OwnSchedule {
  everyDays: number;
  overlapHours: number;
}

export const LONGEST_ROTATION_DAYS = 3_650;

/** Where a workspace no longer allows keys without an end and names no longest lifetime either. */
const LIFETIME_INSTEAD_OF_NEVER = 365;

type Life = { activatedAt: Date | null; expiresAt: Date | null };

/** Why a key whose secret has this life cannot rotate so, or null. */
export function ownScheduleRefusal(
  latest: Life,
  { everyDays, overlapHours }: OwnSchedule,
): RefusalCode | null {
  return scheduleRefusal(accessSchedule(latest, everyDays, overlapHours));
}

/** When a secret made at `from` is replaced by itself: after so many days, and never later than it ends. */
export function rotationOf(from: Date, expiresAt: Date | null, everyDays: number): Date {
  const at = new Date(from.getTime() + everyDays * DAY_MS);
  return expiresAt !== null && expiresAt < at ? expiresAt : at;
}

/** The same where a key that exists is given a schedule: a secret that is older than that is replaced at once. */
export function firstRotation({ activatedAt, expiresAt }: Life, everyDays: number, now: Date): Date {
  const at = rotationOf(activatedAt ?? now, expiresAt, everyDays);
  return at < now ? now : at;
}

/**
 * What the clock does with a key. The next secret lives as long as LATEST does, at least from one rotation to the next, and
 * no longer than the workspace allows by now. Where the schedule was taken off with a secret waiting, that one is still
 * waited for.
 */
export function scheduleOfAccessKey(latest: Life, own: OwnSchedule | null, rule: LifetimeRule): Schedule {
  const overlapHours = own?.overlapHours ?? Number(DEFAULT_OVERLAP);
  const { expiration } = accessSchedule(latest, own?.everyDays ?? null, overlapHours);
  const days = withinRule(expiration && Math.max(expiration.amount, own?.everyDays ?? 0), rule);
  const every = own && Math.min(own.everyDays, days ?? Number.POSITIVE_INFINITY);
  return {
    expiration: days === null ? null : { amount: days, unit: "days" },
    rotation: every === null ? null : { amount: every, unit: "days" },
    overlapHours,
  };
}

function withinRule(days: number | null, { longestLifetimeDays, neverAllowed }: LifetimeRule): number | null {
  if (days === null) return longestLifetimeDays ?? (neverAllowed ? null : LIFETIME_INSTEAD_OF_NEVER);
  return longestLifetimeDays === null ? days : Math.min(days, longestLifetimeDays);
}
