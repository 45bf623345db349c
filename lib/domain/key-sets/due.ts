/**
 * As the scheduled date approaches, the system auto-generates a new key: what the clock asks of a key now. Whoever asks
 * late, after a week without jobs, is told to rotate once; the dates of the new key count from then. An expired key is
 * not revived. Nothing is rotated while the secret of the rotation before, shown once, waits for somebody to collect it.
 *
 * Until then the old one keeps working: neither its overlap, nor its own expiration, nor a pause of the jobs ends it, but
 * only what ends the new one, too. Its overlap begins when the new secret is collected.
 */
import type { Effect } from "../keys/effects";
import { type KeyFacts, keyStatus, latestOf, overlapping, type VersionFacts } from "../keys/key-facts";
import { type Dates, type Decision, replace } from "../keys/moves";
import { endOf } from "../keys/status";
import { addPeriod, LONGEST_PERIOD } from "./period";
import { datesFrom, overlapUntil, type Schedule } from "./schedule";

export interface ScheduledKey {
  facts: KeyFacts;
  schedule: Schedule;
  /** Whether a new secret is shown once, to whoever collects it; if not, it can be retrieved at any time. */
  showOnce: boolean;
  /** Whether LATEST's secret still waits for that. */
  uncollected: boolean;
}

/** Why a rotation does not happen although its date may have come. */
export const HELD = ["uncollected", "in-overlap", "rolled-back"] as const;
export type Held = (typeof HELD)[number];

export type Due =
  | { due: "rotate"; plannedAt: Date }
  /** `next`: when to ask again, if nobody changes the key before; null = never. */
  | { due: "nothing"; next: Date | null; held: Held | null };

export function dueOf({ facts, uncollected }: ScheduledKey, now: Date): Due {
  const nothing = (next: Date | null, held: Held | null = null): Due => ({ due: "nothing", next, held });
  if (facts.deletedAt !== null || !["active", "suspended"].includes(keyStatus(facts, now)))
    return nothing(null);
  const latest = latestOf(facts);
  const old = overlapping(facts, now);
  if (uncollected && old) return nothing(null, "uncollected");
  if (latest.rotatesAt === null) return nothing(null);
  // Somebody took the new secret back, and would not thank the clock for another.
  if (facts.versions.some((version) => version.generation > latest.generation))
    return nothing(null, "rolled-back");
  if (latest.rotatesAt > now) return nothing(latest.rotatesAt);
  if (old) return nothing(endOf(old)?.at ?? null, "in-overlap");
  return { due: "rotate", plannedAt: latest.rotatesAt };
}

/** The rotation that is due: the old key works on through the overlap, and the state (Active or Suspended) is inherited. */
export function rotateBySchedule({ facts, schedule, showOnce }: ScheduledKey, now: Date): Decision {
  const dates = datesFrom(schedule, now);
  const decision = replace(facts, overlapUntil(schedule, now), dates.expiresAt, now, dates.rotatesAt);
  if (!showOnce || !decision.ok) return decision;
  const held = (effect: Effect): Effect =>
    effect.do === "retire" ? { ...effect, at: heldUntil(latestOf(facts), dates, now) } : effect;
  return { ok: true, effects: decision.effects.map(held) };
}

/** An old key is held until the one that nobody collects ends itself; null = until somebody ends it. */
function heldUntil(old: VersionFacts, dates: Dates, now: Date): Date | null {
  const end = endOf({ ...dates, activatedAt: now, retiresAt: null, revokedAt: null });
  if (end) return end.at;
  return old.expiresAt === null ? null : addPeriod(now, { amount: LONGEST_PERIOD.months, unit: "months" });
}

/** The same where the uncollected one has got other dates. */
export function heldAlong({ facts, uncollected }: ScheduledKey, dates: Dates, now: Date): Effect[] {
  const old = overlapping(facts, now);
  return uncollected && old ? [{ do: "retire", version: old.id, at: heldUntil(old, dates, now) }] : [];
}

/** Somebody has collected the new secret: from now on the old one has the whole overlap, as long as the new one lives. */
export function collected({ facts, schedule }: Omit<ScheduledKey, "uncollected">, now: Date): Effect[] {
  const old = overlapping(facts, now);
  if (!old) return [];
  const overlap = overlapUntil(schedule, now);
  const end = endOf(latestOf(facts));
  return [{ do: "retire", version: old.id, at: end && end.at < overlap ? end.at : overlap }];
}

/** Since when somebody should have collected the new secret; null while nothing waits, or not longer than the overlap. */
export function overdueSince({ facts, schedule, uncollected }: ScheduledKey, now: Date): Date | null {
  const { activatedAt } = latestOf(facts);
  if (!uncollected || activatedAt === null) return null;
  const since = overlapUntil(schedule, activatedAt);
  return since <= now ? since : null;
}
