/**
 * How a call of a key is counted, and for how long: by its verdict; and one that got a token for it apart from those that
 * merely passed.
 */
import type { VerdictCode } from "./verdict";

export const EXCHANGED = "exchanged";

export type UsageOutcome = VerdictCode | typeof EXCHANGED;

/** The outcomes of calls that were let through. */
export const PASSED: readonly UsageOutcome[] = ["valid", EXCHANGED];

export function hasPassed(outcome: string): boolean {
  return (PASSED as readonly string[]).includes(outcome);
}

/** How many days calls, their callers, and notices are kept. */
export const USAGE_KEPT_DAYS = 400;
