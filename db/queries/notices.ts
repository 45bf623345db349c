/** Notices of keys: which are due, which were given, and what is to be sent of them. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { applications, deliveries, keySets, keys, noticeSettings, notices } from "../schema";
import { type ApplicationReach, reached } from "./reach";

export type NoticeSettingsRow = typeof noticeSettings.$inferSelect;
export type NoticeRow = typeof notices.$inferSelect;
export type DeliveryRow = typeof deliveries.$inferSelect;

export async function noticeSettingsOf(
  db: Db | Tx,
  workspace: WorkspaceId,
): Promise<NoticeSettingsRow | null> {
  const [row] = await db.select().from(noticeSettings).where(eq(noticeSettings.workspaceId, workspace));
  return row ?? null;
}

/** Whoever calls it has the workspace locked. */
export async function keepNoticeSettings(tx: Tx, row: NoticeSettingsRow): Promise<void> {
  const { workspaceId: _, ...set } = row;
  await tx.insert(noticeSettings).values(row).onConflictDoUpdate({ target: noticeSettings.workspaceId, set });
}

export async function allWorkspaces(db: Db): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`select id from workspaces order by id`);
  return rows.map(({ id }) => id);
}

export interface ToTell {
  id: string;
  kind: "access" | "key_set";
}

/**
 * Keys of a workspace of which something may be due that nobody was told, in the order of their ids. `days` = those of
 * access keys. `lib/domain/notices/given.ts` is the rule; here stands only who comes into question.
 */
export async function keysToTellOf(
  db: Db,
  workspace: WorkspaceId,
  { days, now, after, limit }: { days: readonly number[]; now: Date; after: string | null; limit: number },
): Promise<ToTell[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await db.execute<{ id: string; kind: ToTell["kind"] }>(sql`
    select k.id, k.kind from keys k
    join key_versions v on v.key_id = k.id and v.latest
    left join key_sets s on s.key_id = k.id
    cross join lateral (select least(k.rotates_at, k.ends_at) as at, case when k.kind = 'access'
      then ${`{${days.join(",")}}`}::int[]
      else array(select d::int from jsonb_array_elements_text(s.policy->'notifyDays') d) end as days) as t
    where k.workspace_id = ${workspace} and k.kind in ('access', 'key_set') and k.deleted_at is null
      and k.standing in ('active', 'suspended') and (k.ends_at is null or k.ends_at > ${at})
      and (exists (select 1 from unnest(t.days) d
          where t.at > ${at} and t.at - d * interval '24 hours' between v.activated_at and ${at}
            and not exists (select 1 from notices n where n.version_id = v.id and n.days_before <= d
              and n.about <> 'uncollected' and n.at in (k.rotates_at, k.ends_at)))
        or (v.made_by = 'schedule' and v.reveal_once and v.revealed_at is null and v.sealed_secret is not null
          and not exists (select 1 from notices n where n.version_id = v.id and n.about = 'uncollected'
            and n.days_before <= -7 * floor(extract(epoch from ${at} - v.activated_at) / 604800))))
      ${after === null ? sql`` : sql`and k.id > ${after}::uuid`}
    order by k.id limit ${limit}`);
  return rows.map(({ id, kind }) => ({ id, kind }));
}

/** Writes notices; gives those that nobody had given before. */
export async function insertNotices(tx: Tx, rows: readonly NoticeRow[]): Promise<NoticeRow[]> {
  if (rows.length === 0) return [];
  return tx
    .insert(notices)
    .values([...rows])
    .onConflictDoNothing()
    .returning();
}

export async function insertDeliveries(tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  const atOnce = 1_000;
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insert(deliveries)
      .values(rows.slice(from, from + atOnce))
      .onConflictDoNothing();
}

/**
 * Takes what is due to be sent, of every workspace: until `leaseUntil` nobody else attempts it. Rows that another
 * instance is taking are left to it.
 */
export async function claimDeliveries(
  db: Db,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<DeliveryRow[]> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(and(isNotNull(deliveries.dueAt), lte(deliveries.dueAt, now)))
      .orderBy(asc(deliveries.dueAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(deliveries)
      .set({ dueAt: leaseUntil, attempts: sql`${deliveries.attempts} + 1` })
      .where(
        inArray(
          deliveries.id,
          due.map(({ id }) => id),
        ),
      )
      .returning();
  });
}

/**
 * What came of an attempt: delivered, or why not and when it is tried again (null = no more). One that took longer than its
 * lease does not undo what another has delivered meanwhile.
 */
export async function noteAttempt(
  db: Db,
  ids: readonly string[],
  outcome: { deliveredAt: Date; dueAt: null; error: null } | { dueAt: Date | null; error: string },
): Promise<void> {
  await db
    .update(deliveries)
    .set(outcome)
    .where(and(inArray(deliveries.id, [...ids]), isNull(deliveries.deliveredAt)));
}

export interface NoticeWithKey extends NoticeRow {
  name: string;
  kind: ToTell["kind"];
  environment: string | null;
}

const withKey = {
  id: notices.id,
  workspaceId: notices.workspaceId,
  keyId: notices.keyId,
  versionId: notices.versionId,
  about: notices.about,
  at: notices.at,
  daysBefore: notices.daysBefore,
  givenAt: notices.givenAt,
  name: keys.name,
  kind: keys.kind as unknown as SQL<ToTell["kind"]>,
  environment: keys.environment,
};

export async function noticesWithKeys(db: Db, ids: readonly string[]): Promise<NoticeWithKey[]> {
  if (ids.length === 0) return [];
  return db
    .select(withKey)
    .from(notices)
    .innerJoin(keys, eq(keys.id, notices.keyId))
    .where(inArray(notices.id, [...ids]))
    .orderBy(asc(notices.at), asc(notices.id)) as Promise<NoticeWithKey[]>;
}

export interface WhoseNotices {
  /** Whether of access keys, too. */
  access: boolean;
  /** Whose key sets; null = of none. */
  keySets: ApplicationReach | null;
}

/** Notices given, the newest first. */
export async function listNotices(
  db: Db,
  workspace: WorkspaceId,
  { access, keySets: whose }: WhoseNotices,
  { before, limit }: { before: string | null; limit: number },
): Promise<NoticeWithKey[]> {
  const kinds = [
    access ? eq(keys.kind, "access") : undefined,
    whose === null ? undefined : and(eq(keys.kind, "key_set"), ofReach(db, workspace, whose)),
  ].filter((kind) => kind !== undefined);
  return db
    .select(withKey)
    .from(notices)
    .innerJoin(keys, eq(keys.id, notices.keyId))
    .where(
      and(
        eq(notices.workspaceId, workspace),
        sql`${keys.deletedAt} is null`,
        // Nothing to choose from is no choice of everything.
        kinds.length > 0 ? or(...kinds) : sql`false`,
        before === null ? undefined : behind(workspace, before),
      ),
    )
    .orderBy(desc(notices.givenAt), desc(notices.id))
    .limit(limit) as Promise<NoticeWithKey[]>;
}

/** Those that stand behind one of them in the list. */
function behind(workspace: WorkspaceId, id: string): SQL {
  return sql`(${notices.givenAt}, ${notices.id}) < (select n.given_at, n.id from notices n
    where n.workspace_id = ${workspace} and n.id = ${id}::uuid)`;
}

function ofReach(db: Db, workspace: WorkspaceId, reach: ApplicationReach) {
  if (reach === "all") return undefined;
  const own = db
    .select({ id: keySets.keyId })
    .from(keySets)
    .innerJoin(applications, eq(applications.id, keySets.applicationId))
    .where(and(eq(keySets.workspaceId, workspace), reached(workspace, reach)));
  return inArray(keys.id, own);
}

/** The last attempts of a workspace, the newest first. */
export async function lastDeliveries(db: Db, workspace: WorkspaceId, limit: number): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(eq(deliveries.workspaceId, workspace))
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit);
}

/** Forgets what has had its time. */
export async function pruneNotices(tx: Tx, before: Date): Promise<void> {
  await tx.delete(deliveries).where(lt(deliveries.createdAt, before));
  await tx.delete(notices).where(lt(notices.givenAt, before));
}
