/** How long the tokens of a key that has been replaced may still be about. */
import { ACK_LIMIT_MS } from "../feed/lease";

/** Whoever checks tokens may have a clock that is behind by so much. */
export const CLOCK_MARGIN_MS = 5 * 60_000;

const minuteMs = 60_000;

export interface Drain {
  /** When the last token that the key signed ends, at the latest. */
  lastEndsAt: Date;
  /** When nobody can take one for good any more. */
  safeAt: Date;
}

/**
 * The drain of a key that is replaced at `replacedAt`. `ledgerEndsAt` = the end of the last token that the ledger knows
 * of: one from before the lifetime was shortened outlives those of today; null = it knows of none.
 */
export function drainOf(replacedAt: Date, lifetimeMinutes: number, ledgerEndsAt: Date | null): Drain {
  // A gate signs with the old key until it has heard, for as long as its lease.
  const issuedAtLast = replacedAt.getTime() + ACK_LIMIT_MS + lifetimeMinutes * minuteMs;
  const lastEndsAt = new Date(Math.max(issuedAtLast, ledgerEndsAt?.getTime() ?? 0));
  return { lastEndsAt, safeAt: new Date(lastEndsAt.getTime() + CLOCK_MARGIN_MS) };
}

/** The same of a key that drains, from the end of its drain. */
export function lastEndOf(retiresAt: Date): Date {
  return new Date(retiresAt.getTime() - CLOCK_MARGIN_MS);
}
