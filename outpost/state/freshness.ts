import type { Instant } from "../clock";

/** When the hub was last heard to say that nothing newer exists. `monotonicMs` null = in an earlier run of the program. */
export interface Heard {
  wallMs: number;
  monotonicMs: number | null;
}

/** A clock may be put right by so much without a doubt about how old the state is. */
const clockMayGoBackMs = 60_000;

/**
 * How old the state is, in milliseconds. Two clocks are asked and the greater age counts: a suspended machine stops the
 * one, and setting back the other would make a state young for ever. Infinity = never heard, or nobody can tell.
 */
export function ageMs(heard: Heard | null, now: Instant): number {
  if (heard === null) return Number.POSITIVE_INFINITY;
  const byWall = now.wallMs - heard.wallMs;
  if (heard.monotonicMs !== null) return Math.max(byWall, now.monotonicMs - heard.monotonicMs);
  return byWall < -clockMayGoBackMs ? Number.POSITIVE_INFINITY : Math.max(0, byWall);
}

/** The greatest age at which the state still counts: the hub's word, which the Outpost's own can only shorten. */
export function maxStaleMs(hubSeconds: number, ownSeconds: number | null): number {
  return Math.min(hubSeconds, ownSeconds ?? hubSeconds) * 1_000;
}
