/** What an Outpost is told: the whole state, and what has changed of it. Each reading shows one moment. */
import { and, eq, gt } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { ChangeKind } from "@/lib/domain/feed/changes";
import type { Db, Sql, Tx } from "../client";
import { feedHead, revokedTokens } from "../schema";
import { apiSlugs } from "./apis";
import {
  clientOf,
  openedApis,
  type RecordRow,
  type StoredRecord,
  selectRecords,
  toRecord,
} from "./key-records";
import { listOutposts, type OutpostRow, readOutpost } from "./outposts";
import { findTokenIssuer, type TokenIssuer } from "./signing-keys";

/** Runs readings that all show one moment, however long they take. */
export function atOneMoment<T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });
}

export interface StateHead {
  outpost: OutpostRow;
  revision: number;
  issuer: TokenIssuer;
  /** Slugs of the catalog. */
  apis: string[];
  revokedTokens: { jti: string; until: Date }[];
}

/** All but the keys; null where the Outpost is not enrolled any more. */
export async function readStateHead(
  tx: Tx | Db,
  workspace: WorkspaceId,
  id: string,
  now: Date,
): Promise<StateHead | null> {
  const outpost = await readOutpost(tx, workspace, id);
  return outpost && { outpost, ...(await readShared(tx, workspace, now)) };
}

/** The same of every Outpost that is enrolled, at the cost of one. */
export async function readStateHeads(tx: Tx, workspace: WorkspaceId, now: Date): Promise<StateHead[]> {
  const enrolled = await listOutposts(tx, workspace);
  if (enrolled.length === 0) return [];
  const shared = await readShared(tx, workspace, now);
  return enrolled.map((outpost) => ({ outpost, ...shared }));
}

/** What all Outposts of a workspace are told alike. */
async function readShared(
  tx: Tx | Db,
  workspace: WorkspaceId,
  now: Date,
): Promise<Omit<StateHead, "outpost">> {
  const [head] = await tx.select({ revision: feedHead.revision }).from(feedHead);
  const issuer = await findTokenIssuer(tx as Db, { id: workspace });
  const revoked = await tx
    .select({ jti: revokedTokens.jti, until: revokedTokens.until })
    .from(revokedTokens)
    .where(and(eq(revokedTokens.workspaceId, workspace), gt(revokedTokens.until, now)));
  const apis = await apiSlugs(tx, workspace);
  return { revision: head!.revision, issuer: issuer!, apis, revokedTokens: revoked };
}

/** A key version with the SHA-256 of its whole text, as base64. */
export interface StoredVersion {
  digest: string;
  /** Whose key set it is; null for every other kind. */
  applicationId: string | null;
  record: StoredRecord;
}

interface VersionRow extends RecordRow {
  digest: string;
  application_id: string | null;
}

/** Whose key set `k` is. */
const applicationOf = (sql: Sql) => sql`case when k.kind = 'key_set' then
    (select ks.application_id from key_sets ks where ks.key_id = k.id) end`;

const besideRecord = (sql: Sql) =>
  sql`, encode(v.digest, 'base64') as digest, ${applicationOf(sql)} as application_id`;

/** A deleted key has no digest. Of what has ended, only what ended since `endedSince` is told. */
const told = (sql: Sql, workspace: WorkspaceId, endedSince: Date) => {
  const since = sql`to_timestamp(${endedSince.getTime()}::float8 / 1000)`;
  return sql`where v.workspace_id = ${workspace} and v.digest is not null and k.deleted_at is null
    and (v.revoked_at is null or v.revoked_at > ${since})
    and (v.expires_at is null or v.expires_at > ${since} or v.retires_at > ${since})
    and (v.retires_at is null or v.retires_at > ${since})`;
};

/** Every version of a person's own key that could be good, some hundred at a time: their scopes follow the person's role. */
export async function* readPersonalVersions(
  tx: Tx,
  workspace: WorkspaceId,
  endedSince: Date,
): AsyncGenerator<StoredVersion[]> {
  const sql = clientOf(tx);
  const rows = sql<VersionRow[]>`
    ${selectRecords(sql, besideRecord(sql))} ${told(sql, workspace, endedSince)} and k.kind = 'personal'`;
  for await (const some of rows.cursor(250)) yield some.map(toVersion);
}

/**
 * Every other version that could be good, each as the line that an Outpost is sent: there may be a million of them, and
 * the database writes a line in a fifth of the time that it takes to read its columns and write it here.
 */
export async function* readVersionLines(
  tx: Tx,
  workspace: WorkspaceId,
  endedSince: Date,
): AsyncGenerator<string[]> {
  const sql = clientOf(tx);
  const instant = (column: string) =>
    sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const rows = sql<{ line: string }[]>`
    select json_build_object('digest', encode(v.digest, 'base64'), 'record', json_build_object(
      'workspaceId', v.workspace_id, 'keyId', v.key_id, 'versionId', v.id, 'publicId', v.public_id,
      'generation', v.generation, 'kind', k.kind, 'name', k.name, 'environment', k.environment, 'scopes', k.scopes,
      'held', exists (select 1 from holds h where h.key_id = k.id), 'deleted', false,
      'apis', case when k.kind = 'key_set' then ${openedApis(sql)} else '{}'::text[] end, 'authType', k.auth_type,
      'applicationId', ${applicationOf(sql)},
      'activatedAt', ${instant("v.activated_at")}, 'expiresAt', ${instant("v.expires_at")},
      'rotatesAt', ${instant("v.rotates_at")}, 'retiresAt', ${instant("v.retires_at")},
      'revokedAt', ${instant("v.revoked_at")}, 'owner', null))::text as line
    from key_versions v
    join keys k on k.id = v.key_id and k.workspace_id = v.workspace_id
    ${told(sql, workspace, endedSince)} and k.kind <> 'personal'`;
  for await (const some of rows.cursor(2_000)) yield some.map(({ line }) => line);
}

/** The same of some keys, by key; a key that is told of no more has no entry. */
export async function versionsOf(
  tx: Tx | Db,
  workspace: WorkspaceId,
  keyIds: readonly string[],
  endedSince: Date,
): Promise<Map<string, StoredVersion[]>> {
  const byKey = new Map<string, StoredVersion[]>();
  if (keyIds.length === 0) return byKey;
  const sql = clientOf(tx);
  const rows = await sql<VersionRow[]>`
    ${selectRecords(sql, besideRecord(sql))} ${told(sql, workspace, endedSince)}
      and v.key_id = any (${`{${keyIds.join(",")}}`}::uuid[])`;
  for (const version of rows.map(toVersion)) {
    const { keyId } = version.record;
    byKey.set(keyId, [...(byKey.get(keyId) ?? []), version]);
  }
  return byKey;
}

function toVersion({ digest, application_id: applicationId, ...row }: VersionRow): StoredVersion {
  return { digest, applicationId, record: toRecord(row) };
}

export interface Changed {
  kind: ChangeKind;
  subjectId: string;
}

/** What changed in a workspace after a revision; null where the feed does not reach back so far. At most `limit` + 1. */
export async function changedSince(
  tx: Tx,
  workspace: WorkspaceId,
  since: number,
  limit: number,
): Promise<Changed[] | null> {
  const sql = clientOf(tx);
  const [bounds] = await sql<{ head: string; oldest: string | null }[]>`
    select (select revision from feed_head) as head, (select min(revision) from feed) as oldest`;
  const head = Number(bounds!.head);
  if (since === head) return [];
  // Ahead of us: the database is a restored one. Behind the oldest: the feed forgets after a week.
  if (since > head || bounds!.oldest === null || Number(bounds!.oldest) > since + 1) return null;
  const rows = await sql<{ kind: ChangeKind; subject_id: string }[]>`
    select distinct kind, subject_id from feed
    where workspace_id = ${workspace} and revision > ${since} limit ${limit + 1}`;
  return rows.map((row) => ({ kind: row.kind, subjectId: row.subject_id }));
}
