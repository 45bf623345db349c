/** The audit log read by kinds of events. */
import { and, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Db } from "../client";
import { events, keys } from "../schema";
import type { StoredEvent } from "./events";

/** The newest events of some kinds, `before` a sequence number. */
export async function eventsOfTypes(
  db: Db,
  workspace: WorkspaceId,
  types: readonly EventType[],
  limit: number,
  before: number | null,
): Promise<StoredEvent[]> {
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        eq(events.workspaceId, workspace),
        inArray(events.type, [...types]),
        before === null ? undefined : lt(events.seq, before),
      ),
    )
    .orderBy(desc(events.seq))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    type: row.type as EventType,
    before: row.before as EventFacts | null,
    after: row.after as EventFacts | null,
  }));
}

/** Which of these keys exist, of one kind. */
export async function existingKeys(
  db: Db,
  workspace: WorkspaceId,
  kind: KeyKind,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: keys.id })
    .from(keys)
    .where(
      and(
        eq(keys.workspaceId, workspace),
        eq(keys.kind, kind),
        inArray(keys.id, [...ids]),
        isNull(keys.deletedAt),
      ),
    );
  return rows.map(({ id }) => id);
}
