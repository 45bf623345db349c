/** The audit log: appended to under the chain's lock, read by subject or from the newest. */
import { and, asc, desc, eq, gt, lt, type SQL } from "drizzle-orm";
import type { AuditEntry, EventFacts, EventType } from "@/lib/domain/audit/events";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { eventHeads, events } from "../schema";
import { changedOne } from "./changed-one";
import { insertMany } from "./insert-many";

export interface ChainEnd {
  seq: number;
  hash: Buffer;
}

/** The end of the chain, locked until the commit, so that appenders follow one another. */
export async function lockChain(tx: Tx, workspace: WorkspaceId): Promise<ChainEnd> {
  const [head] = await tx
    .select()
    .from(eventHeads)
    .where(eq(eventHeads.workspaceId, workspace))
    .for("update");
  if (!head) throw new Error("a workspace always has the end of a chain");
  return head;
}

export async function startChain(tx: Tx, workspace: WorkspaceId, hash: Buffer): Promise<void> {
  await tx.insert(eventHeads).values({ workspaceId: workspace, seq: 0, hash });
}

/** Appends entries, in their order, behind the locked end of the chain. */
export async function appendEvents(tx: Tx, end: ChainEnd, entries: readonly StoredEvent[]): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  await insertMany(tx, events, entries);
  changedOne(
    await tx
      .update(eventHeads)
      .set({ seq: last.seq, hash: last.hash })
      .where(and(eq(eventHeads.workspaceId, last.workspaceId), eq(eventHeads.seq, end.seq)))
      .returning({ seq: eventHeads.seq }),
  );
}

export interface StoredEvent extends AuditEntry {
  hash: Buffer;
}

/** The newest events of the workspace that meet a condition, `before` a sequence number. */
export async function newestEvents(
  tx: Db | Tx,
  workspace: WorkspaceId,
  condition: SQL | undefined,
  limit: number,
  before: number | null,
): Promise<StoredEvent[]> {
  const earlier = before === null ? undefined : lt(events.seq, before);
  const rows = await tx
    .select()
    .from(events)
    .where(and(eq(events.workspaceId, workspace), condition, earlier))
    .orderBy(desc(events.seq))
    .limit(limit);
  return rows.map(toEvent);
}

/** What happened to one thing, newest first. */
export function eventsOf(
  tx: Db | Tx,
  workspace: WorkspaceId,
  { kind, id }: { kind: string; id: string },
  limit: number,
  before: number | null,
): Promise<StoredEvent[]> {
  const ofIt = and(eq(events.subjectKind, kind), eq(events.subjectId, id));
  return newestEvents(tx, workspace, ofIt, limit, before);
}

/** What happened in the workspace, newest first. */
export function latestEvents(
  tx: Db | Tx,
  workspace: WorkspaceId,
  limit: number,
  before: number | null,
): Promise<StoredEvent[]> {
  return newestEvents(tx, workspace, undefined, limit, before);
}

/** A stretch of the chain in its order, for the verification. */
export async function chainFrom(
  tx: Db | Tx,
  workspace: WorkspaceId,
  after: number,
  limit: number,
): Promise<StoredEvent[]> {
  const rows = await tx
    .select()
    .from(events)
    .where(and(eq(events.workspaceId, workspace), gt(events.seq, after)))
    .orderBy(asc(events.seq))
    .limit(limit);
  return rows.map(toEvent);
}

export async function chainEnd(tx: Db | Tx, workspace: WorkspaceId): Promise<ChainEnd | null> {
  const [head] = await tx.select().from(eventHeads).where(eq(eventHeads.workspaceId, workspace));
  return head ?? null;
}

function toEvent(row: typeof events.$inferSelect): StoredEvent {
  return {
    ...row,
    type: row.type as EventType,
    before: row.before as EventFacts | null,
    after: row.after as EventFacts | null,
  };
}
