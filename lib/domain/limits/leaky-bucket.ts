/**
 * An allowance as a leaky bucket: every try pours 1 into it, and it drains with time. What would overflow is refused and
 * pours nothing, so whoever waits gets in, however often they have knocked meanwhile.
 */

export interface Allowance {
  /** Tries at once, at most. */
  capacity: number;
  /** Tries that drain away in a minute. */
  perMinute: number;
}

export interface Bucket {
  level: number;
  /** When it had this level, Unix milliseconds. */
  atMs: number;
}

export const EMPTY: Bucket = { level: 0, atMs: 0 };

/** What is left in a bucket by now. A clock that went back drains nothing. */
export function levelAt({ level, atMs }: Bucket, { perMinute }: Allowance, nowMs: number): number {
  return Math.max(0, level - (Math.max(0, nowMs - atMs) * perMinute) / 60_000);
}

/** Whether one more try fits. */
export function hasRoom(bucket: Bucket, allowance: Allowance, nowMs: number): boolean {
  return levelAt(bucket, allowance, nowMs) + 1 <= allowance.capacity;
}

/** The bucket after one more try; never above its brim. */
export function poured(bucket: Bucket, allowance: Allowance, nowMs: number): Bucket {
  const level = Math.min(allowance.capacity, levelAt(bucket, allowance, nowMs) + 1);
  return { level, atMs: Math.max(bucket.atMs, nowMs) };
}

/** Milliseconds until one more try fits; 0 = now. */
export function waitMs(bucket: Bucket, allowance: Allowance, nowMs: number): number {
  const over = levelAt(bucket, allowance, nowMs) + 1 - allowance.capacity;
  return over <= 0 ? 0 : Math.ceil((over * 60_000) / allowance.perMinute);
}
