/**
 * What a withdrawal would cut: a key that nobody has used for 30 days goes with a simple word, one in use asks for more.
 * `stopped` = its calls are refused already; `in-use` = a call passed within the last 24 hours.
 */
export const RISKS = ["stopped", "idle", "quiet", "in-use"] as const;
export type Risk = (typeof RISKS)[number];

export interface UseOfKey {
  /** Whether calls with it pass now. */
  works: boolean;
  lastUsedAt: Date | null;
}

const dayMs = 86_400_000;
export const IDLE_AFTER_DAYS = 30;

export function riskOf({ works, lastUsedAt }: UseOfKey, now: Date): Risk {
  if (!works) return "stopped";
  const ago = lastUsedAt === null ? Number.POSITIVE_INFINITY : now.getTime() - lastUsedAt.getTime();
  if (ago < dayMs) return "in-use";
  return ago < IDLE_AFTER_DAYS * dayMs ? "quiet" : "idle";
}

/** The greatest risk of several keys; `stopped` of none. */
export function greatestRisk(risks: readonly Risk[]): Risk {
  return RISKS[Math.max(0, ...risks.map((risk) => RISKS.indexOf(risk)))]!;
}

/** The start of the previous hour: calls are counted by the hour, and the present one alone may have just begun. */
export function rateSince(now: Date): Date {
  return new Date((Math.floor(now.getTime() / 3_600_000) - 1) * 3_600_000);
}

/** Calls with a secret that were counted since `rateSince(now)`, and since when there is such a secret. */
export interface Lately {
  calls: number;
  since: Date | null;
}

/**
 * Calls per hour now; rounded, and at least 1 where there was any. Those with a young secret are spread over its age alone,
 * but over no less than an hour, so that never more calls are told than were counted.
 */
export function callsPerHour(lately: readonly Lately[], now: Date): number {
  const from = rateSince(now).getTime();
  const rate = lately.reduce((sum, { calls, since }) => {
    const hours = (now.getTime() - Math.max(from, since?.getTime() ?? 0)) / 3_600_000;
    return sum + calls / Math.max(1, hours);
  }, 0);
  return rate === 0 ? 0 : Math.max(1, Math.round(rate));
}
