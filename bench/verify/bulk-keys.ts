/** Good keys by the hundred thousand: what a bench fills a table with, in a statement or two and without the triggers. */
import type { Sql } from "@/db/client";
import { digestOf } from "@/lib/crypto/digest";
import { newKey } from "@/lib/crypto/random";

const chunk = 20_000;

/** Makes so many active keys and gives their texts. `sql` is the superuser's. */
export async function addKeys(
  sql: Sql,
  workspace: string,
  count: number,
  scopes: readonly string[] = ["orders:write"],
): Promise<string[]> {
  const texts: string[] = [];
  while (texts.length < count) {
    const made = Array.from({ length: Math.min(chunk, count - texts.length) }, () =>
      newKey({ prefix: "ks", kind: "access", environment: "production" }),
    );
    const rows = made.map(({ publicId, text }) => ({
      publicId,
      digest: digestOf(text.reveal()).toString("hex"),
    }));
    await insert(
      sql,
      workspace,
      scopes,
      `select "publicId" as public_id, decode(digest, 'hex') as digest
       from json_to_recordset($3::text::json) as r ("publicId" text, digest text)`,
      JSON.stringify(rows),
    );
    texts.push(...made.map(({ text }) => text.reveal()));
  }
  return texts;
}

/** Makes so many active keys whose texts nobody knows. */
export async function addStrangers(sql: Sql, workspace: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 100_000)
    await insert(
      sql,
      workspace,
      ["orders:write"],
      `select substr(md5(random()::text || n), 1, 16) as public_id, sha256(gen_random_uuid()::text::bytea) as digest
       from generate_series(1, $3::int) as n`,
      String(Math.min(left, 100_000)),
    );
}

async function insert(
  sql: Sql,
  workspace: string,
  scopes: readonly string[],
  source: string,
  argument: string,
): Promise<void> {
  await sql.begin(async (tx) => {
    // No trigger and no look after references: the rows are whole by themselves.
    await tx.unsafe("set local session_replication_role = replica; set local statement_timeout = 0");
    await tx.unsafe(
      `with source as (${source}), made as (
         select gen_random_uuid() as id, gen_random_uuid() as version_id, now() as at, source.* from source
       ), added as (
         insert into keys (id, workspace_id, kind, name, description, environment, scopes, created_by_label, created_at,
           issued_at, standing)
         select id, $1::uuid, 'access', 'Orders worker ' || public_id, 'Calls the warehouse.', 'production',
           $2::text[], 'The owner', at, at, 'active' from made
       )
       insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, digest, tail,
         created_at, activated_at)
       select version_id, $1::uuid, id, 1, true, 'ks', public_id, digest, 'abcd', at, at from made`,
      [workspace, `{${scopes.map((scope) => `"${scope}"`).join(",")}}`, argument],
    );
  });
}
