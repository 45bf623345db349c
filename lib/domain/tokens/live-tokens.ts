/** Tokens that have not ended and whose secret is good, as far as they are counted: by the minute in which they end. */
export const MINUTE_MS = 60_000;

export interface LiveTokens {
  /** At most: one that ended within the present minute, was revoked by itself, or whose key got an earlier expiry that has passed, is still counted. */
  count: number;
  /** By when the last of them has ended: the end of its minute. Null = there is none. */
  endBy: Date | null;
}

export const NO_TOKENS: LiveTokens = { count: 0, endBy: null };

/** The start of the minute in which a token ends, in Unix milliseconds; of its `exp`, in seconds. */
export function endMinuteOf(exp: number): number {
  return Math.floor((exp * 1_000) / MINUTE_MS) * MINUTE_MS;
}

/** Tokens that end in this minute or a later one may live. */
export function minuteOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
}

/** What is known of tokens of which the last ends within that minute. */
export function liveTokens(count: number, lastMinute: Date | null): LiveTokens {
  return count === 0 || lastMinute === null
    ? NO_TOKENS
    : { count, endBy: new Date(lastMinute.getTime() + MINUTE_MS) };
}
