/** What the hub forgets after a while. */
import { and, lt, or, sql } from "drizzle-orm";
import type { Db, Tx } from "../client";
import {
  diagnostics,
  idempotency,
  revokedTokens,
  sessions,
  tokenLedger,
  usage,
  usageBatches,
} from "../schema";
import { pruneFeed } from "./feed";
import { pruneNotices } from "./notices";
import { pruneBuckets } from "./rate-buckets";

/** Any number, the same in every version: instances take turns at cleaning up by it. */
const sweepLock = "7165217091426";

export interface Horizons {
  feed: Date;
  idempotency: Date;
  diagnostics: Date;
  sessions: Date;
  /** Calls; null = not this time. A block-range index (`usage_by_hour`) leads to the oldest. */
  usage: Date | null;
  callers: Date;
  /** Allowances: older than the longest takes to drain. */
  buckets: Date;
  /** Tokens that have ended by themselves: counted ones, and revoked ones. */
  tokens: Date;
  notices: Date;
}

/** Deletes what is older than its horizon; false where another instance is at it. */
export async function sweepUntil(db: Db, before: Horizons): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(${sweepLock}::bigint) as taken`,
    );
    if (!lock?.taken) return false;
    await pruneFeed(tx as unknown as Db, before.feed);
    // Of gates that ended without a word; a living one's next batch makes its mark anew.
    await tx.delete(usageBatches).where(lt(usageBatches.at, before.feed));
    await tx.delete(idempotency).where(lt(idempotency.at, before.idempotency));
    await tx.delete(diagnostics).where(lt(diagnostics.at, before.diagnostics));
    await pruneSessions(tx, before.sessions);
    await tx.delete(tokenLedger).where(lt(tokenLedger.endsMinute, before.tokens));
    await tx.delete(revokedTokens).where(lt(revokedTokens.until, before.tokens));
    await pruneBuckets(tx, before.buckets);
    await pruneCallers(tx, before.callers);
    await pruneNotices(tx, before.notices);
    if (before.usage) await tx.delete(usage).where(lt(usage.hour, before.usage));
    return true;
  });
}

/** The oldest first, so many at a time: a stranger may have made millions of them in one day. */
const callersAtOnce = 20_000;

async function pruneCallers(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`delete from callers where ctid = any(array(
    select ctid from callers where last_at < ${before.toISOString()}::timestamptz
    order by last_at limit ${callersAtOnce}))`);
}

async function pruneSessions(tx: Tx, before: Date): Promise<void> {
  const over = or(lt(sessions.endedAt, before), lt(sessions.expiresAt, before));
  await tx.delete(sessions).where(and(lt(sessions.createdAt, before), over));
}
