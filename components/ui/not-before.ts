/** The page's present, moved up to what was read after it: what has happened is never told as "in 2 s". */
export function notBefore(happenedAt: Date, now: Date): Date {
  return happenedAt > now ? happenedAt : now;
}
