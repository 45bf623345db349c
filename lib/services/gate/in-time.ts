import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSilent } from "@/db/unavailable";

export { isUnavailable } from "@/db/unavailable";

/** How long a request may wait for the database before its caller is told to come again. */
export const DATABASE_LIMIT_MS = 2_000;

/** The answer, or DatabaseSilent after `limitMs`: a database that hangs must not make a caller hang. */
export async function inTime<T>(asked: Promise<T>, limitMs = DATABASE_LIMIT_MS): Promise<T> {
  const over = new AbortController();
  const late = sleep(limitMs, undefined, { signal: over.signal }).then(
    () => {
      throw new DatabaseSilent(limitMs);
    },
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    over.abort();
    asked.catch(() => {}); // an error after the limit has no reader left
  }
}
