/** What the clock asks of keys, of every workspace. */
import { sql } from "drizzle-orm";
import type { Db } from "../client";

export interface DueKey {
  id: string;
  workspaceId: string;
  /** The date by which it stands in the line. */
  at: Date;
}

/** The key sets whose rotation is due, after one of them in the line of their dates. */
export async function dueKeySets(db: Db, now: Date, after: DueKey | null, limit: number): Promise<DueKey[]> {
  const past =
    after && sql`and (rotates_at, id) > (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await db.execute<{ id: string; workspace_id: string; at: string }>(sql`
    select id, workspace_id, rotates_at as at from keys
    where rotates_at <= ${now.toISOString()}::timestamptz ${past ?? sql``} and standing in ('active', 'suspended')
      and rotates_at is not null and deleted_at is null and kind = 'key_set'
      and (ends_at is null or ends_at > ${now.toISOString()}::timestamptz)
    order by rotates_at, id limit ${limit}`);
  return rows.map((row) => ({ id: row.id, workspaceId: row.workspace_id, at: new Date(row.at) }));
}

/** The key sets whose new secret nobody has collected, although the old key will soon stop working. */
export async function uncollectedKeySets(db: Db, now: Date, until: Date, limit: number): Promise<DueKey[]> {
  const rows = await db.execute<{ id: string; workspace_id: string; at: string }>(sql`
    select v.key_id as id, v.workspace_id, old.retires_at as at
    from key_versions old join key_versions v on v.key_id = old.key_id and v.latest
    where not old.latest and old.revoked_at is null
      and old.retires_at > ${now.toISOString()}::timestamptz and old.retires_at <= ${until.toISOString()}::timestamptz
      and v.reveal_once and v.revealed_at is null and v.sealed_secret is not null
      and exists (select 1 from keys k where k.id = v.key_id and k.kind = 'key_set' and k.deleted_at is null)
    order by old.retires_at, v.key_id limit ${limit}`);
  return rows.map((row) => ({ id: row.id, workspaceId: row.workspace_id, at: new Date(row.at) }));
}
