/** What the clock asks of keys, of every workspace. */
import { sql } from "drizzle-orm";
import type { Db } from "../client";

export interface DueKey {
  id: string;
  workspaceId: string;
  /** Personal keys have no schedule. */
  kind: "key_set" | "access";
  /** The date by which it stands in the line. */
  at: Date;
}

/** The keys whose rotation is due, after one of them in the line of their dates. */
export async function dueKeys(db: Db, now: Date, after: DueKey | null, limit: number): Promise<DueKey[]> {
  const past =
    after && sql`and (rotates_at, id) > (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await db.execute<Due>(sql`
    select id, workspace_id, kind, rotates_at as at from keys
    where rotates_at <= ${now.toISOString()}::timestamptz ${past ?? sql``} and standing in ('active', 'suspended')
      and rotates_at is not null and deleted_at is null and kind in ('key_set', 'access')
      and (ends_at is null or ends_at > ${now.toISOString()}::timestamptz)
    order by rotates_at, id limit ${limit}`);
  return rows.map(dueKey);
}

interface Due extends Record<string, unknown> {
  id: string;
  workspace_id: string;
  kind: DueKey["kind"];
  at: string;
}

function dueKey({ id, workspace_id: workspaceId, kind, at }: Due): DueKey {
  return { id, workspaceId, kind, at: new Date(at) };
}
