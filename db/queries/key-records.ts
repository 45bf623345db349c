/** What a verifier keeps of a key. Raw SQL, since the driver prepares it once per connection: half the cost. */
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { KeyRecord } from "@/lib/domain/keys/verdict";
import { scopesOfRole } from "@/lib/domain/people/personal-scopes";
import type { HeldRole } from "@/lib/domain/people/roles";
import type { Db, Sql, Tx } from "../client";
import { heldRole } from "./roles";

/** A verdict's record, and what an answer names beside it. */
export interface StoredRecord extends KeyRecord {
  workspaceSlug: string;
  /** The person who acts through a personal key; null for every other kind. */
  owner: KeyOwner | null;
}

/** Whose personal key it is. `role` is that of this moment; null = no member of the workspace any more. */
export interface KeyOwner {
  userId: string;
  name: string;
  email: string;
  role: HeldRole | null;
}

export interface RecordRow {
  workspace_id: string;
  slug: string;
  key_id: string;
  version_id: string;
  public_id: string;
  generation: number;
  kind: KeyKind;
  name: string;
  environment: string | null;
  scopes: string;
  held: boolean;
  deleted: boolean;
  activated_at: number | null;
  expires_at: number | null;
  rotates_at: number | null;
  retires_at: number | null;
  revoked_at: number | null;
  owner_id: string | null;
  owner_name: string | null;
  owner_email: string | null;
  /** Slug, name and changes of the role, as a JSON text. */
  owner_role: string | null;
  owner_disabled: boolean;
  auth_type: AuthType | null;
  /** Of a key set: the slugs of the APIs that active subscriptions open to it. */
  apis: string | null;
}

/** The slugs of the APIs that active subscriptions open to the key set `k`. */
export const openedApis = (sql: Sql) => sql`array(
        select distinct a.slug from subscription_key_sets sk
        join subscriptions s on s.id = sk.subscription_id and s.status = 'active'
        join apis a on a.id = s.api_id where sk.key_id = k.id order by a.slug)`;

/** All that a record is made of, and `more` columns; `v` is the key's version, `k` the key. */
export const selectRecords = (sql: Sql, more = sql``) => sql`
    select v.workspace_id, w.slug, v.key_id, v.id as version_id, v.public_id, v.generation, k.kind, k.name,
      k.environment, array_to_json(k.scopes)::text as scopes, k.deleted_at is not null as deleted,
      exists (select 1 from holds h where h.key_id = k.id) as held,
      (extract(epoch from v.activated_at) * 1000)::float8 as activated_at,
      (extract(epoch from v.expires_at) * 1000)::float8 as expires_at,
      (extract(epoch from v.rotates_at) * 1000)::float8 as rotates_at,
      (extract(epoch from v.retires_at) * 1000)::float8 as retires_at,
      (extract(epoch from v.revoked_at) * 1000)::float8 as revoked_at,
      k.owner_id, u.name as owner_name, u.email as owner_email,
      case when m.role is not null then
        (select json_build_array(r.slug, r.name, r.changes::text)::text from roles r
          where r.workspace_id = m.workspace_id and r.slug = m.role) end as owner_role,
      m.disabled_at is not null as owner_disabled, k.auth_type,
      case when k.kind = 'key_set' then array_to_json(${openedApis(sql)})::text end as apis ${more}
    from key_versions v
    join keys k on k.id = v.key_id and k.workspace_id = v.workspace_id
    join workspaces w on w.id = v.workspace_id
    left join users u on u.id = k.owner_id
    left join memberships m on m.workspace_id = k.workspace_id and m.user_id = k.owner_id`;

/** The record of the key whose whole text has this SHA-256; null where there is none. */
export async function findRecord(db: Db, digest: Buffer): Promise<StoredRecord | null> {
  const records = await findRecords(db, [digest]);
  return records.get(digest.toString("hex")) ?? null;
}

/**
 * The records of keys by the SHA-256 of their whole texts, as far as there are any: hex -> record. Each is one look into
 * a unique index; one alone has a statement of its own, or PostgreSQL would plan it anew each time.
 */
export async function findRecords(
  db: Db,
  digests: readonly Buffer[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  const sql = clientOf(db);
  const [only, ...more] = digests;
  if (only === undefined) return new Map();
  const asked = `{${digests.map((digest) => `"\\\\x${digest.toString("hex")}"`).join(",")}}`;
  const which = more.length === 0 ? sql`v.digest = ${only}` : sql`v.digest = any (${asked}::bytea[])`;
  const rows = await sql<(RecordRow & { digest: string })[]>`
    ${selectRecords(sql, sql`, encode(v.digest, 'hex') as digest`)} where ${which}`;
  const records = new Map(rows.map((row) => [row.digest, toRecord(row)]));
  // The driver's query outlives its answer until a full collection (gate/README.md): let the rows go by themselves.
  rows.length = 0;
  return records;
}

/** What became of the key with a public id, as far as this workspace may know. */
export async function findPublicId(
  db: Db,
  workspace: WorkspaceId,
  publicId: string,
): Promise<{ deleted: boolean } | null> {
  const sql = clientOf(db);
  const [row] = await sql<{ deleted: boolean }[]>`
    select k.deleted_at is not null as deleted
    from key_versions v join keys k on k.id = v.key_id
    where v.workspace_id = ${workspace} and v.public_id = ${publicId}`;
  return row ?? null;
}

/** What many records say alike, kept once: a verifier has them in memory by the hundred thousand. */
const texts = new Map<string, string>();
const lists = new Map<string, readonly string[]>();
const mostShared = 10_000;

function shared<Text extends string>(text: Text): Text {
  return once(texts, text, () => text) as Text;
}

function sharedList(json: string): readonly string[] {
  return once(lists, json, () => Object.freeze(JSON.parse(json) as string[]));
}

function once<Value>(kept: Map<string, Value>, name: string, make: () => Value): Value {
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (kept.size >= mostShared) kept.clear();
  const made = make();
  kept.set(name, made);
  return made;
}

const heldRoles = new Map<string, HeldRole>();

function sharedRole(json: string): HeldRole {
  return once(heldRoles, json, () => heldRole(...(JSON.parse(json) as [string, string, string])));
}

const noApis: readonly string[] = Object.freeze([]);

export function toRecord(row: RecordRow): StoredRecord {
  const owner = ownerIn(row);
  return {
    workspaceId: shared(row.workspace_id),
    workspaceSlug: shared(row.slug),
    keyId: row.key_id,
    versionId: row.version_id,
    publicId: row.public_id,
    generation: row.generation,
    kind: shared(row.kind),
    name: row.name,
    environment: row.environment && shared(row.environment),
    scopes: owner === null ? sharedList(row.scopes) : owner.role === null ? [] : scopesOfRole(owner.role),
    // Whoever may not enter has no key that may, even where a hold or a revocation were missing.
    held: row.held || (owner !== null && (owner.role === null || row.owner_disabled)),
    deleted: row.deleted,
    apis: row.apis === null ? noApis : sharedList(row.apis),
    authType: row.auth_type && shared(row.auth_type),
    activatedAt: instant(row.activated_at),
    expiresAt: instant(row.expires_at),
    rotatesAt: instant(row.rotates_at),
    retiresAt: instant(row.retires_at),
    revokedAt: instant(row.revoked_at),
    owner,
  };
}

function ownerIn({ kind, owner_id, owner_name, owner_email, owner_role }: RecordRow): KeyOwner | null {
  if (kind !== "personal") return null;
  // The database's own constraint: a personal key always has its user.
  return {
    userId: owner_id!,
    name: owner_name!,
    email: owner_email!,
    role: owner_role === null ? null : sharedRole(owner_role),
  };
}

function instant(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}

/** Drizzle sends every statement unprepared; its driver prepares. */
export function clientOf(db: Db | Tx): Sql {
  const pool = db as Db & { $client?: Sql };
  // A transaction has a client of its own: asking the pool's would leave it.
  return pool.$client ?? (db as unknown as { session: { client: Sql } }).session.client;
}

/** The record of a version by its public id, in one workspace; null where there is none, or its key was deleted. */
export async function findRecordByPublicId(
  db: Db,
  workspaceId: string,
  publicId: string,
): Promise<StoredRecord | null> {
  const sql = clientOf(db);
  const [row] = await sql<{ digest: Buffer | null }[]>`
    select digest from key_versions where workspace_id = ${workspaceId} and public_id = ${publicId}`;
  return row?.digest ? findRecord(db, row.digest) : null;
}
