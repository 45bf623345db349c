/**
 * Existing key sets adopt an edited policy now: its rotation and expiration count from the activation of the key, as if
 * it had always been so. What would be due already is due now, yet nobody's key ends without warning: the expiration
 * comes no earlier than in a week, unless it would have anyway.
 */
import type { Dates } from "../keys/moves";
import { DAY_MS } from "./period";
import { datesFrom, type Schedule } from "./schedule";

export const ADOPTION_GRACE_DAYS = 7;

/** The dates of LATEST under the new schedule; a pending key has none before it is activated. */
export function adoptNow(
  version: { activatedAt: Date | null; expiresAt: Date | null },
  schedule: Schedule,
  now: Date,
): Dates {
  if (version.activatedAt === null) return { expiresAt: null, rotatesAt: null };
  const { expiresAt, rotatesAt } = datesFrom(schedule, version.activatedAt);
  return { expiresAt: expiresAt && later(expiresAt, soonest(version.expiresAt, now)), rotatesAt };
}

function soonest(planned: Date | null, now: Date): Date {
  const grace = new Date(now.getTime() + ADOPTION_GRACE_DAYS * DAY_MS);
  return planned !== null && planned < grace ? planned : grace;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
