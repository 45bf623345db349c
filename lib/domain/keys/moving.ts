/** Who still calls with the old version of a rotated key, and whether it looks safe to end it. */

/** One program at one address, with what it did on the two versions. */
export interface Mover {
  /** Its first and latest call with the old version, and how many there were. */
  old: { firstAt: Date; lastAt: Date; calls: number };
  /** Its first call with the new version; null = none so far. */
  newFirstAt: Date | null;
}

/**
 * calling: it used the old version since the rotation, and has not changed over since.
 * unseen: it used the old version before the rotation, and nothing since.
 * moved: its latest call with the old version lies before its first with the new one.
 */
export type Moving = "calling" | "unseen" | "moved";

export function movingOf({ old, newFirstAt }: Mover, rotatedAt: Date): Moving {
  if (newFirstAt !== null && old.lastAt <= newFirstAt) return "moved";
  return old.lastAt >= rotatedAt ? "calling" : "unseen";
}

/** Fewer calls tell no rhythm. */
const CALLS_OF_A_RHYTHM = 5;

/** How often a caller calls, in milliseconds between two calls; null where there are too few to say. */
export function usualIntervalMs({ firstAt, lastAt, calls }: Mover["old"]): number | null {
  return calls < CALLS_OF_A_RHYTHM ? null : (lastAt.getTime() - firstAt.getTime()) / (calls - 1);
}

/** What the screen advises while an overlap runs. */
export const MOVING_ADVICE = ["new-unused", "still-calling", "some-unseen", "all-moved"] as const;
export type MovingAdvice = (typeof MOVING_ADVICE)[number];

/** For so long nobody has called with the old version before its end is called safe. */
export const QUIET_MS = 15 * 60_000;

/**
 * Never "all moved" while the old version was used a moment ago, or while a caller of the last weeks has not been seen
 * with the new one: a nightly job is silent all day.
 */
export function adviceFor(
  movers: readonly Moving[],
  { newUsed, oldLastAt, now }: { newUsed: boolean; oldLastAt: Date | null; now: Date },
): MovingAdvice {
  if (!newUsed) return "new-unused";
  const quiet = oldLastAt === null || now.getTime() - oldLastAt.getTime() >= QUIET_MS;
  if (movers.includes("calling") || !quiet) return "still-calling";
  return movers.includes("unseen") ? "some-unseen" : "all-moved";
}
