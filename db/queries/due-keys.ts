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

/** The keys whose new secret nobody has collected, although the old one will soon stop working. */
export async function uncollectedKeys(db: Db, now: Date, until: Date, limit: number): Promise<DueKey[]> {
  const rows = await db.execute<Due>(sql`
    select v.key_id as id, v.workspace_id, k.kind, old.retires_at as at
    from key_versions old join key_versions v on v.key_id = old.key_id and v.latest join keys k on k.id = v.key_id
    where not old.latest and old.revoked_at is null
      and old.retires_at > ${now.toISOString()}::timestamptz and old.retires_at <= ${until.toISOString()}::timestamptz
      and v.reveal_once and v.revealed_at is null and v.sealed_secret is not null
      and k.deleted_at is null
    order by old.retires_at, v.key_id limit ${limit}`);
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
