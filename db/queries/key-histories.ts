/** The audit log read by kinds of events. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { EventType } from "@/lib/domain/audit/events";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Db } from "../client";
import { events, keys } from "../schema";
import { newestEvents, type StoredEvent } from "./events";

/** The newest events of some kinds, `before` a sequence number. */
export function eventsOfTypes(
  db: Db,
  workspace: WorkspaceId,
  types: readonly EventType[],
  limit: number,
  before: number | null,
): Promise<StoredEvent[]> {
  return newestEvents(db, workspace, inArray(events.type, [...types]), limit, before);
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
