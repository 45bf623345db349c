/** Outposts: who is enrolled, and what each told last. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { feed, feedHead, keys, outposts } from "../schema";
import { changedAll, changedOne } from "./changed-one";

export type OutpostRow = typeof outposts.$inferSelect;
type NewOutpost = Pick<
  OutpostRow,
  "id" | "name" | "environment" | "tokenDigest" | "createdByLabel" | "createdAt"
>;

const enrolled = (workspace: WorkspaceId) =>
  and(eq(outposts.workspaceId, workspace), isNull(outposts.removedAt));
const oneOf = (workspace: WorkspaceId, id: string) => and(enrolled(workspace), eq(outposts.id, id));

export async function insertOutpost(tx: Tx, workspace: WorkspaceId, outpost: NewOutpost): Promise<void> {
  await tx.insert(outposts).values({ workspaceId: workspace, ...outpost });
}

/** Whether an Outpost that is enrolled has this name, in whatever case. */
export async function outpostNameTaken(tx: Tx, workspace: WorkspaceId, name: string): Promise<boolean> {
  const found = await tx
    .select({ id: outposts.id })
    .from(outposts)
    .where(and(enrolled(workspace), eq(sql`lower(${outposts.name})`, sql`lower(${name})`)));
  return found.length > 0;
}

export async function lockOutpost(tx: Tx, workspace: WorkspaceId, id: string): Promise<OutpostRow | null> {
  const [row] = await tx.select().from(outposts).where(oneOf(workspace, id)).for("update");
  return row ?? null;
}

/** All that are enrolled, locked, in the order in which everybody locks them. */
export async function lockOutposts(tx: Tx, workspace: WorkspaceId): Promise<OutpostRow[]> {
  return tx.select().from(outposts).where(enrolled(workspace)).orderBy(asc(outposts.id)).for("update");
}

/** What it proved before counts no more. */
const noCanary = { canaryKid: null, canaryVerified: null, canaryError: null };

/** Another token, and with it another life: whoever comes with the new one has applied nothing yet. */
export async function replaceToken(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  digest: Buffer,
): Promise<void> {
  changedOne(
    await tx
      .update(outposts)
      .set({
        tokenDigest: digest,
        generation: sql`${outposts.generation} + 1`,
        lastSeenAt: null,
        appliedGeneration: null,
        appliedRevision: null,
        api: null,
        ...noCanary,
      })
      .where(oneOf(workspace, id))
      .returning({ id: outposts.id }),
  );
}

export async function removeOutpost(tx: Tx, workspace: WorkspaceId, id: string, now: Date): Promise<void> {
  changedOne(
    await tx
      .update(outposts)
      .set({ removedAt: now, tokenDigest: null })
      .where(oneOf(workspace, id))
      .returning({ id: outposts.id }),
  );
}

/** Moves the generation of each: what they know counts no more. */
export async function resetOutposts(tx: Tx, workspace: WorkspaceId, ids: string[]): Promise<void> {
  changedAll(
    await tx
      .update(outposts)
      .set({ generation: sql`${outposts.generation} + 1`, ...noCanary })
      .where(and(enrolled(workspace), inArray(outposts.id, ids)))
      .returning({ id: outposts.id }),
    ids.length,
  );
}

/** Those that are enrolled, by name. */
export async function listOutposts(db: Db | Tx, workspace: WorkspaceId): Promise<OutpostRow[]> {
  return db
    .select()
    .from(outposts)
    .where(enrolled(workspace))
    .orderBy(asc(sql`lower(${outposts.name})`), asc(outposts.id));
}

/** What is known of each, whatever its workspace: for the hub's own metrics, which name nobody. */
export async function allOutpostFacts(db: Db) {
  const { generation, appliedGeneration, appliedRevision, lastSeenAt } = outposts;
  return db
    .select({ generation, appliedGeneration, appliedRevision, lastSeenAt })
    .from(outposts)
    .where(isNull(outposts.removedAt));
}

export async function readOutpost(
  db: Db | Tx,
  workspace: WorkspaceId,
  id: string,
): Promise<OutpostRow | null> {
  const [row] = await db.select().from(outposts).where(oneOf(workspace, id));
  return row ?? null;
}

/** Whose token this is the SHA-256 of; null where it is nobody's, or nobody's any more. One look into a unique index. */
export async function findOutpostByToken(db: Db, digest: Buffer): Promise<OutpostRow | null> {
  const [row] = await db
    .select()
    .from(outposts)
    .where(and(eq(outposts.tokenDigest, digest), isNull(outposts.removedAt)));
  return row ?? null;
}

export interface OutpostReport {
  at: Date;
  generation: number;
  revision: number;
  kids: string[];
  version: string;
  /** "" = none, null = it does not say. */
  api: string | null;
  clockSkewMs: number;
  canary: { kid: string; verified: boolean; error: string | null } | null;
}

/** Writes down what an Outpost told. */
export async function keepReport(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  { at, generation, revision, kids, version, api, clockSkewMs, canary }: OutpostReport,
): Promise<void> {
  changedOne(
    await tx
      .update(outposts)
      .set({
        // Gates read clocks of their own, and what was heard first may be written last; one far ahead must not stay.
        lastSeenAt: sql`greatest(${at.toISOString()}::timestamptz, case when ${outposts.lastSeenAt} is not null
          then least(${outposts.lastSeenAt}, ${at.toISOString()}::timestamptz + interval '5 seconds') end)`,
        appliedGeneration: generation,
        appliedRevision: revision,
        kids,
        version,
        api,
        clockSkewMs,
        // One that has started anew may have nothing to prove, and still knows the key that it proved.
        ...(canary && { canaryKid: canary.kid, canaryVerified: canary.verified, canaryError: canary.error }),
      })
      .where(oneOf(workspace, id))
      .returning({ id: outposts.id }),
  );
}

/** Adds counts under the number that the Outpost gave them; gives how many have been taken with them. */
export async function keepCounts(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  counts: { batch: number; allowed: number; denied: number },
): Promise<number> {
  const [row] = changedOne(
    await tx
      .update(outposts)
      .set({
        batch: counts.batch,
        batches: sql`${outposts.batches} + 1`,
        requestsAllowed: sql`${outposts.requestsAllowed} + ${counts.allowed}`,
        requestsDenied: sql`${outposts.requestsDenied} + ${counts.denied}`,
      })
      .where(oneOf(workspace, id))
      .returning({ batches: outposts.batches }),
  );
  return row!.batches;
}

/** Of these keys the workspace's own whose last use was noted before `before`, or never. */
export async function keysToTouch(
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly string[],
  before: Date,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: keys.id })
    .from(keys)
    .where(
      and(
        eq(keys.workspaceId, workspace),
        inArray(keys.id, [...ids]),
        isNull(keys.deletedAt),
        sql`(${keys.lastUsedAt} is null or ${lte(keys.lastUsedAt, before)})`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** The newest revision that there was at an instant. */
export async function revisionAt(db: Db, at: Date): Promise<number> {
  const [since] = await db
    .select({
      revision: sql<string>`coalesce(min(${feed.revision}) - 1, (select ${feedHead.revision} from ${feedHead}))`,
    })
    .from(feed)
    .where(gt(feed.at, at));
  return Number(since!.revision);
}

/** Those that have been heard of since an instant, with what they have applied. */
export async function outpostsSeenSince(
  db: Db,
  workspace: WorkspaceId,
  since: Date,
): Promise<Pick<OutpostRow, "id" | "name" | "generation" | "appliedGeneration" | "appliedRevision">[]> {
  return db
    .select({
      id: outposts.id,
      name: outposts.name,
      generation: outposts.generation,
      appliedGeneration: outposts.appliedGeneration,
      appliedRevision: outposts.appliedRevision,
    })
    .from(outposts)
    .where(and(enrolled(workspace), gt(outposts.lastSeenAt, since)))
    .orderBy(asc(outposts.name), desc(outposts.id));
}

/** The newest change of a key that Outposts were told of; null where the feed has forgotten it. */
export async function lastChangeOf(
  db: Db | Tx,
  workspace: WorkspaceId,
  keyId: string,
): Promise<{ revision: number; at: Date } | null> {
  const [change] = await db
    .select({ revision: feed.revision, at: feed.at })
    .from(feed)
    .where(and(eq(feed.subjectId, keyId), eq(feed.workspaceId, workspace), eq(feed.kind, "key")))
    .orderBy(desc(feed.revision))
    .limit(1);
  return change ?? null;
}
