/**
 * The lease under which a gate may answer from memory. A gate polls the change feed at least every POLL_EVERY_MS and
 * answers from memory only within LEASE_MS of the *start* of its last good poll; a withdrawal is acknowledged when every
 * live gate has reported its revision, or ACK_LIMIT_MS after the commit, when every lease has run out.
 *
 * Who is live? A gate whose row was touched within LIVE_MS (database clock). A gate that was away may be counted as dead,
 * so its first poll after a pause of more than RESUME_MS only puts it back on the list and grants no lease:
 * whoever holds a lease had a fresh row *before* the poll that granted it began.
 */
export const POLL_EVERY_MS = 250;
export const LEASE_MS = 750;
export const ACK_LIMIT_MS = 1_000;
export const LIVE_MS = 5_000;
export const RESUME_MS = 3_000;

/** All instants are milliseconds of one process's monotonic clock. */
export interface LeaseState {
  lastPollStartedAt: number | null;
  leaseUntil: number;
}

export const NO_LEASE: LeaseState = { lastPollStartedAt: null, leaseUntil: Number.NEGATIVE_INFINITY };

/** After a good poll. `caughtUp` = it returned every change up to its snapshot, and all have been applied. */
export function afterPoll(state: LeaseState, startedAt: number, caughtUp: boolean): LeaseState {
  const known = state.lastPollStartedAt !== null && startedAt - state.lastPollStartedAt <= RESUME_MS;
  return {
    lastPollStartedAt: startedAt,
    leaseUntil: known && caughtUp ? startedAt + LEASE_MS : state.leaseUntil,
  };
}

export function holdsLease(state: LeaseState, at: number): boolean {
  return at < state.leaseUntil;
}
