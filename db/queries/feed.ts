/** The change feed and its readers. */
import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Change, ChangeKind } from "@/lib/domain/feed/changes";
import { LIVE_MS } from "@/lib/domain/feed/lease";
import type { Db, Tx } from "../client";
import { feed, feedHead, verifiers } from "../schema";
import { changedOne } from "./changed-one";
import { insertMany } from "./insert-many";

export const FEED_CHANNEL = "keysmith_feed";

/** Appends changes as the last step of a transaction. The head's lock is held to the commit: revisions appear in order. */
export async function appendChanges(
  tx: Tx,
  workspace: WorkspaceId,
  changes: readonly Change[],
  at: Date,
): Promise<number> {
  const [head] = changedOne(
    await tx
      .update(feedHead)
      .set({ revision: sql`${feedHead.revision} + ${changes.length}` })
      .returning({ revision: feedHead.revision }),
  );
  const first = head!.revision - changes.length + 1;
  const rows = changes.map((change, i) => ({ revision: first + i, workspaceId: workspace, ...change, at }));
  await insertMany(tx, feed, rows);
  await tx.execute(sql`select pg_notify(${FEED_CHANNEL}, ${String(head!.revision)})`);
  return head!.revision;
}

export interface FeedRow {
  revision: number;
  workspaceId: string;
  kind: ChangeKind;
  subjectId: string;
}

/**
 * Puts a verifier on the list of the living, or back on it. It must have nothing in memory and hold no lease, since all
 * that was before counts as applied.
 */
export async function registerVerifier(
  db: Db,
  verifier: { id: string; kind: string; name: string },
): Promise<number> {
  const beginning = {
    startedAt: sql`clock_timestamp()`,
    polledAt: sql`clock_timestamp()`,
    appliedRevision: sql`(select ${feedHead.revision} from ${feedHead})`,
  };
  const [row] = await db
    .insert(verifiers)
    .values({ ...verifier, ...beginning })
    .onConflictDoUpdate({ target: verifiers.id, set: beginning })
    .returning({ appliedRevision: verifiers.appliedRevision });
  return row!.appliedRevision;
}

export async function removeVerifier(db: Db, id: string): Promise<void> {
  await db.delete(verifiers).where(eq(verifiers.id, id));
}

/**
 * One poll: reports how far the verifier has come and brings what is new. `known` = its row was still there.
 * The report's commit does not wait for the disk: after a crash of the database it may have been lost, which makes a
 * gate look further behind than it is, never further ahead.
 */
export async function poll(
  db: Db,
  id: string,
  applied: number,
  limit: number,
): Promise<{ known: boolean; rows: FeedRow[] }> {
  const answer = await db.execute<{
    known: boolean;
    revision: string | null;
    workspace_id: string;
    kind: ChangeKind;
    subject_id: string;
  }>(sql`
    with beat as (
      update ${verifiers} set polled_at = clock_timestamp(), applied_revision = ${applied} where id = ${id} returning 1
    )
    select exists (select 1 from beat) as known, set_config('synchronous_commit', 'off', true),
      f.revision, f.workspace_id, f.kind, f.subject_id
    from (select 1) as one
    left join lateral (
      select * from ${feed} where ${feed.revision} > ${applied} order by ${feed.revision} limit ${limit}
    ) as f on true order by f.revision`);
  const rows = [...answer];
  return {
    known: rows[0]!.known,
    rows: rows
      .filter((row) => row.revision !== null)
      .map((row) => ({
        revision: Number(row.revision),
        workspaceId: row.workspace_id,
        kind: row.kind,
        subjectId: row.subject_id,
      })),
  };
}

export interface VerifierRow {
  id: string;
  name: string;
  appliedRevision: number;
}

/** The gates that may hold a lease: heard of within LIVE_MS by the database's clock. */
export async function liveGates(db: Db | Tx): Promise<VerifierRow[]> {
  return db
    .select({ id: verifiers.id, name: verifiers.name, appliedRevision: verifiers.appliedRevision })
    .from(verifiers)
    .where(
      and(
        eq(verifiers.kind, "gate"),
        gt(verifiers.polledAt, sql`clock_timestamp() - make_interval(secs => ${LIVE_MS / 1000})`),
      ),
    )
    .orderBy(asc(verifiers.name));
}

/** The newest revision there is. */
export async function headRevision(db: Db): Promise<number> {
  const [head] = await db.select({ revision: feedHead.revision }).from(feedHead);
  return head!.revision;
}

/** Forgets changes older than `before`, and verifiers that have been silent since. */
export async function pruneFeed(db: Db, before: Date): Promise<void> {
  await db.delete(feed).where(lt(feed.at, before));
  await db.delete(verifiers).where(and(eq(verifiers.kind, "gate"), lt(verifiers.polledAt, before)));
}
