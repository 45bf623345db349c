/**
 * As the scheduled date approaches, the system auto-generates a new key: what the clock asks of a key now. Whoever asks
 * late, after a week without jobs, is told to rotate once; the dates of the new key count from then. An expired key is
 * not revived. Nothing is rotated while the secret of the rotation before, shown once, waits for somebody to collect it:
 * until then the old one keeps working, its overlap extended.
 */
import type { Effect } from "../keys/effects";
import { type KeyFacts, keyStatus, latestOf, overlapping } from "../keys/key-facts";
import { type Decision, replace } from "../keys/moves";
import { endOf } from "../keys/status";
import { DAY_MS } from "./period";
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
  | { due: "extend-overlap"; version: string; until: Date }
  /** `next`: when to ask again, if nobody changes the key before; null = never. */
  | { due: "nothing"; next: Date | null; held: Held | null };

/** An uncollected secret's predecessor is kept working for so long ahead, and extended when half of it has passed. */
export const HELD_DAYS = 30;

export function dueOf({ facts, uncollected }: ScheduledKey, now: Date): Due {
  const nothing = (next: Date | null, held: Held | null = null): Due => ({ due: "nothing", next, held });
  if (facts.deletedAt !== null || !["active", "suspended"].includes(keyStatus(facts, now)))
    return nothing(null);
  const latest = latestOf(facts);
  const old = overlapping(facts, now);
  if (uncollected && old) {
    if (old.retiresAt === null) return nothing(null, "uncollected");
    const extendAt = new Date(old.retiresAt.getTime() - (HELD_DAYS / 2) * DAY_MS);
    if (extendAt > now) return nothing(extendAt, "uncollected");
    return { due: "extend-overlap", version: old.id, until: heldUntil(now) };
  }
  if (latest.rotatesAt === null) return nothing(null);
  // Somebody took the new secret back, and would not thank the clock for another.
  if (facts.versions.some((version) => version.generation > latest.generation))
    return nothing(null, "rolled-back");
  if (latest.rotatesAt > now) return nothing(latest.rotatesAt);
  if (old) return nothing(endOf(old)?.at ?? null, "in-overlap");
  return { due: "rotate", plannedAt: latest.rotatesAt };
}

function heldUntil(now: Date): Date {
  return new Date(now.getTime() + HELD_DAYS * DAY_MS);
}

/** The rotation that is due: the old key works on through the overlap, and the state (Active or Suspended) is inherited. */
export function rotateBySchedule({ facts, schedule, showOnce }: ScheduledKey, now: Date): Decision {
  const { expiresAt, rotatesAt } = datesFrom(schedule, now);
  const planned = overlapUntil(schedule, now);
  const held = heldUntil(now);
  return replace(facts, showOnce && held > planned ? held : planned, expiresAt, now, rotatesAt);
}

/** Somebody has collected the new secret: from now on the old one has the whole overlap that was promised. */
export function collected({ facts, schedule }: Omit<ScheduledKey, "uncollected">, now: Date): Effect[] {
  const old = overlapping(facts, now);
  return old ? [{ do: "retire", version: old.id, at: overlapUntil(schedule, now) }] : [];
}

/** Since when somebody should have collected the new secret; null while nothing waits, or not longer than the overlap. */
export function overdueSince({ facts, schedule, uncollected }: ScheduledKey, now: Date): Date | null {
  const { activatedAt } = latestOf(facts);
  if (!uncollected || activatedAt === null) return null;
  const since = overlapUntil(schedule, activatedAt);
  return since <= now ? since : null;
}
