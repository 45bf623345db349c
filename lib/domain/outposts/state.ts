/**
 * What is known of an Outpost. Online = it reported lately, and has applied all that was there a few seconds ago; behind
 * = it reported, yet lags; unknown = nobody has heard of it, so that nothing may be hoped of it.
 */
export const OUTPOST_STATES = ["online", "behind", "unknown"] as const;
export type OutpostState = (typeof OUTPOST_STATES)[number];

/** Without a receipt for so long, an Outpost is unknown. */
export const SEEN_WITHIN_MS = 15_000;
/** So long a change may be under way to an Outpost that is online. */
export const APPLIED_WITHIN_MS = 5_000;
/** How long an Outpost that is cut off goes on with what it has, in seconds. */
export const MAX_STALE_SECONDS = 86_400;
/** So far, either way, an Outpost's clock is told to be off, and no further: 24 days. */
export const MOST_CLOCK_SKEW_MS = 2_147_483_647;

export interface OutpostFacts {
  /** Moved by each reset: the state that the Outpost shall have fetched anew. */
  generation: number;
  /** What its last receipt told; null where it never sent one. */
  appliedGeneration: number | null;
  appliedRevision: number | null;
  lastSeenAt: Date | null;
}

/** `due` = the newest revision that there was APPLIED_WITHIN_MS before `now`. */
export function outpostState(outpost: OutpostFacts, due: number, now: Date): OutpostState {
  const { lastSeenAt, appliedGeneration, appliedRevision, generation } = outpost;
  if (lastSeenAt === null || now.getTime() - lastSeenAt.getTime() > SEEN_WITHIN_MS) return "unknown";
  if (appliedGeneration !== generation) return "behind";
  return appliedRevision !== null && appliedRevision >= due ? "online" : "behind";
}
