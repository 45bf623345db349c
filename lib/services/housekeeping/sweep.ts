import { sweepUntil } from "@/db/queries/housekeeping";
import { forgetEndedSecrets } from "@/db/queries/sealed-secrets";
import { USAGE_KEPT_DAYS } from "@/lib/domain/keys/outcomes";
import { DRAINED_AFTER_MS } from "@/lib/domain/limits/sign-in";
import { database } from "../database";

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Forgets what has had its time: changes and diagnostics after a week, replayed answers after a day, ended sessions
 * after a month, usage and notices after 400 days, allowances once they have drained, sealed secrets with their end. No
 * rule depends on it. False where another instance was at it.
 */
export async function sweep(now: Date): Promise<boolean> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const usageKeptSince = ago(USAGE_KEPT_DAYS * day);
  const swept = await sweepUntil(database(), {
    feed: ago(7 * day),
    idempotency: ago(day),
    diagnostics: ago(7 * day),
    sessions: ago(30 * day),
    // It grows by the hour and is much: the sweeps come each minute, and one in an hour is enough.
    usage: now.getUTCMinutes() === 0 ? usageKeptSince : null,
    callers: usageKeptSince,
    buckets: ago(DRAINED_AFTER_MS),
    tokens: ago(hour),
    notices: usageKeptSince,
  });
  if (swept) await forgetEndedSecrets(database(), now);
  return swept;
}
