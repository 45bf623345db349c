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

/** Calls per hour now, from the `calls` counted since `rateSince(now)`; rounded, and at least 1 where there was any. */
export function callsPerHour(calls: number, now: Date): number {
  if (calls === 0) return 0;
  const hours = (now.getTime() - rateSince(now).getTime()) / 3_600_000;
  return Math.max(1, Math.round(calls / hours));
}
