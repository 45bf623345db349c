/** What the hub forgets after a while. */
import { and, lt, or, sql } from "drizzle-orm";
import type { Db, Tx } from "../client";
import { callers, diagnostics, idempotency, sessions, usage, usageBatches } from "../schema";
import { pruneFeed } from "./feed";

/** Any number, the same in every version: instances take turns at cleaning up by it. */
const sweepLock = "7165217091426";

export interface Horizons {
  feed: Date;
  idempotency: Date;
  diagnostics: Date;
  sessions: Date;
  /** Calls and callers; null = not this time. No index leads to them: the tables are read through. */
  usage: Date | null;
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
    if (before.usage) {
      await tx.delete(usage).where(lt(usage.hour, before.usage));
      await tx.delete(callers).where(lt(callers.lastAt, before.usage));
    }
    return true;
  });
}

async function pruneSessions(tx: Tx, before: Date): Promise<void> {
  const over = or(lt(sessions.endedAt, before), lt(sessions.expiresAt, before));
  await tx.delete(sessions).where(and(lt(sessions.createdAt, before), over));
}
