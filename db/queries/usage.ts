/** Calls, callers and tokens issued, as the verifiers add them in batches. */
import { eq } from "drizzle-orm";
import type { Db, Tx } from "../client";
import { usageBatches } from "../schema";
import { clientOf } from "./key-records";

/** Calls of one key version in one hour with one outcome, since the last batch; those of several rows add up. Instants are Unix milliseconds. */
export interface UsageRow {
  workspaceId: string;
  keyId: string;
  versionId: string;
  hourMs: number;
  outcome: string;
  calls: number;
  lastAtMs: number;
}

export interface CallerRow {
  workspaceId: string;
  keyId: string;
  versionId: string;
  ip: string;
  userAgent: string;
  calls: number;
  firstAtMs: number;
  lastAtMs: number;
}

/** Tokens of one version of a key, signed by one signing key, that end in the minute that begins at `endsMinuteMs`. */
export interface TokenRow {
  workspaceId: string;
  signingKeyId: string;
  keyId: string;
  versionId: string;
  endsMinuteMs: number;
  tokens: number;
}

export interface UsageBatch {
  verifierId: string;
  /** Rises by one with every batch of a verifier. */
  number: number;
  atMs: number;
  usage: readonly UsageRow[];
  callers: readonly CallerRow[];
  /** No two of one signing key, version and minute. */
  tokens: readonly TokenRow[];
}

/**
 * Adds a batch, whole or not at all, in one statement. The verifier's mark moves in the same statement: a batch that
 * was sent already, because the answer to its commit got lost, changes nothing. Two sendings wait for one another there.
 */
export async function addUsage(db: Db | Tx, batch: UsageBatch): Promise<void> {
  const sql = clientOf(db);
  const rows = batch.usage;
  // One text per column: uuids, numbers and codes need no quoting, and PostgreSQL splits faster than a driver joins.
  const column = (value: (row: UsageRow) => string | number) => `{${rows.map(value).join(",")}}`;
  const ofTokens = (value: (row: TokenRow) => string | number) => `{${batch.tokens.map(value).join(",")}}`;
  await sql`
    with fresh as (
      insert into usage_batches as mark (verifier_id, batch, at)
      values (${batch.verifierId}, ${batch.number}, to_timestamp(${batch.atMs}::float8 / 1000))
      on conflict (verifier_id) do update set batch = excluded.batch, at = excluded.at
        where mark.batch < excluded.batch
      returning verifier_id
    ), counted as (
      insert into usage as u (workspace_id, key_id, version_id, verifier_id, hour, outcome, calls, last_at)
      select workspace_id, key_id, version_id, fresh.verifier_id, to_timestamp(hour / 1000), outcome, sum(calls),
        to_timestamp(max(last_at) / 1000)
      from fresh, unnest(
        ${column((row) => row.workspaceId)}::uuid[], ${column((row) => row.keyId)}::uuid[],
        ${column((row) => row.versionId)}::uuid[], ${column((row) => row.hourMs)}::float8[],
        ${column((row) => row.outcome)}::text[], ${column((row) => row.calls)}::bigint[],
        ${column((row) => row.lastAtMs)}::float8[]
      ) as r (workspace_id, key_id, version_id, hour, outcome, calls, last_at)
      group by workspace_id, key_id, version_id, fresh.verifier_id, hour, outcome
      on conflict (version_id, verifier_id, hour, outcome)
        do update set calls = u.calls + excluded.calls, last_at = greatest(u.last_at, excluded.last_at)
    ), issued as (
      insert into token_ledger as t (workspace_id, signing_key_id, key_id, version_id, ends_minute, tokens)
      select workspace_id, signing_key_id, key_id, version_id, to_timestamp(ends_minute / 1000), tokens
      from fresh, unnest(
        ${ofTokens((row) => row.workspaceId)}::uuid[], ${ofTokens((row) => row.signingKeyId)}::uuid[],
        ${ofTokens((row) => row.keyId)}::uuid[], ${ofTokens((row) => row.versionId)}::uuid[],
        ${ofTokens((row) => row.endsMinuteMs)}::float8[], ${ofTokens((row) => row.tokens)}::int[]
      ) as r (workspace_id, signing_key_id, key_id, version_id, ends_minute, tokens)
      -- Two gates add to the same rows: in one order, or they would wait for each other.
      order by signing_key_id, ends_minute, version_id
      on conflict (signing_key_id, ends_minute, version_id) do update set tokens = t.tokens + excluded.tokens
    )
    insert into callers as c
      (workspace_id, key_id, version_id, verifier_id, ip, user_agent, calls, first_at, last_at)
    select r."workspaceId", r."keyId", r."versionId", fresh.verifier_id, r.ip, r."userAgent", r.calls,
      to_timestamp(r."firstAtMs" / 1000), to_timestamp(r."lastAtMs" / 1000)
    from fresh, json_to_recordset(${JSON.stringify(batch.callers)}::text::json) as r (
      "workspaceId" uuid, "keyId" uuid, "versionId" uuid, ip text, "userAgent" text, calls bigint,
      "firstAtMs" float8, "lastAtMs" float8)
    on conflict (version_id, verifier_id, ip, user_agent)
      do update set calls = c.calls + excluded.calls, last_at = greatest(c.last_at, excluded.last_at)`;
}

/** Forgets the mark of a verifier that has written its last batch. */
export async function forgetBatches(db: Db | Tx, verifierId: string): Promise<void> {
  await db.delete(usageBatches).where(eq(usageBatches.verifierId, verifierId));
}

/**
 * Moves keys' "last used" forward; gives back the ids that are done. A key that somebody is changing at this moment is
 * skipped, so that counting never waits behind a person's transaction: its turn comes with the next batch.
 */
export async function touchKeys(
  db: Db | Tx,
  used: readonly { keyId: string; atMs: number }[],
): Promise<string[]> {
  const sql = clientOf(db);
  const rows = await sql<{ id: string }[]>`
    with used as (
      select * from unnest(
        ${`{${used.map((use) => use.keyId).join(",")}}`}::uuid[], ${`{${used.map((use) => use.atMs).join(",")}}`}::float8[]
      ) as u (id, at)
    ), free as (
      select k.id from keys k join used using (id) order by k.id for no key update of k skip locked
    )
    update keys k set last_used_at = greatest(k.last_used_at, to_timestamp(used.at / 1000))
    from used join free using (id) where k.id = used.id returning k.id`;
  return rows.map((row) => row.id);
}
