import { sweepUntil } from "@/db/queries/housekeeping";
import { database } from "../database";

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Forgets what has had its time: changes and diagnostics after a week, replayed answers after a day, ended sessions
 * after a month. No rule depends on it. False where another instance was at it.
 */
export async function sweep(now: Date): Promise<boolean> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  return sweepUntil(database(), {
    feed: ago(7 * day),
    idempotency: ago(day),
    diagnostics: ago(7 * day),
    sessions: ago(30 * day),
  });
}
