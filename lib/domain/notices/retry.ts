/** What could not be delivered is tried again, ever more seldom, and given up after two days. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAUSES = [MINUTE / 2, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR] as const;

/** When the next attempt is after so many failed; null = there is none. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}

/** An attempt that nobody heard of again (its process was ended) counts as failed after so long. */
export const LEASE_MS = 2 * MINUTE;
