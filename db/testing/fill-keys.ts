/** Access keys by the ten thousand, as a busy workspace has them: what lists and plans are held against. */
import type { Sql } from "@/db/client";

export interface Filling {
  workspace: string;
  /** The user who made them. */
  madeBy: string;
  count: number;
}

/**
 * Fills a workspace with access keys, with one statement a table. Of 10,000 keys, about: 1 is revoked, 1 has the scope
 * `audit:read`, 2 stand in `sandbox`, 300 are suspended, 1,000 have expired, 2,000 never expire, 2,000 were never used,
 * 1,000 have no description, the new secrets of 40 wait to be collected; each has one to four versions. Nobody knows their texts: the digests are random.
 */
export async function fillKeys(sql: Sql, { workspace, madeBy, count }: Filling): Promise<void> {
  const common = [workspace, madeBy, count];
  await sql.unsafe(
    `insert into keys (id, workspace_id, kind, name, description, environment, scopes, created_by, created_by_label,
       created_at, last_used_at)
     select gen_random_uuid(), $1, 'access',
       (array['Orders', 'Billing', 'Payments', 'Search', 'Mail', 'Stock', 'Reports', 'Partners'])[1 + floor(random() * 8)::int]
         || ' ' || (array['API', 'worker', 'batch', 'website', 'app', 'sync'])[1 + floor(random() * 6)::int] || ' ' || n,
       case when random() < 0.1 then '' else 'Calls the '
         || (array['warehouse', 'ledger', 'catalogue', 'mailer', 'shop'])[1 + floor(random() * 5)::int]
         || ' of team ' || substr(md5(n::text), 1, 4) end,
       case when n % 5000 = 7 then 'sandbox'
         else (array['production', 'production', 'staging', 'development', null])[1 + floor(random() * 5)::int] end,
       case when n % 10000 = 77 then array['audit:read', 'keys:verify']
         else (array['{keys:verify}', '{orders:write,orders:read}', '{orders:read}', '{}'])[1 + floor(random() * 4)::int]::text[] end,
       $2, 'The owner', date_trunc('milliseconds', now()) - random() * interval '400 days',
       case when random() < 0.8 then date_trunc('milliseconds', now()) - random() * interval '60 days' end
     from generate_series(1, $3) as n`,
    common,
  );
  await sql.unsafe("analyze keys");
  await sql.unsafe(
    `insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, digest, tail,
       created_at, activated_at, expires_at, revoked_at, revoke_reason)
     select gen_random_uuid(), $1, k.id, g, g = k.newest, 'ks', substr(md5(k.id::text || g), 1, 16),
       sha256(gen_random_uuid()::text::bytea), substr(md5(g || k.id::text), 1, 4),
       at, at, case when g = k.newest then k.expiry end,
       case when g < k.newest or k.gone then k.created_at + g * step end,
       case when g < k.newest then 'superseded' when k.gone then 'other' end
     from (
       select id, created_at, 1 + floor(random() * 4)::int as newest, n % 10000 = 5 as gone,
         case when random() < 0.8
           then date_trunc('milliseconds', now()) + (random() * 400 - 50) * interval '1 day' end as expiry
       from (select id, created_at, row_number() over (order by name) as n from keys
         where workspace_id = $1 and issued_at is null) as numbered
     ) as k, generate_series(1, k.newest) as g,
       lateral (select interval '1 day' * floor(extract(epoch from now() - k.created_at) / 86400 / 5) as step) as s,
       lateral (select k.created_at + (g - 1) * step as at) as a`,
    [workspace],
  );
  await sql.unsafe(
    `insert into holds (id, workspace_id, key_id, source, reason, actor_label, created_at)
     select gen_random_uuid(), $1, id, 'manual', '', 'The owner', created_at from keys
     where workspace_id = $1 and random() < 0.03`,
    [workspace],
  );
  await sql`update key_versions set sealed_secret = 'sealed', reveal_once = true
    where workspace_id = ${workspace} and latest and revoked_at is null and public_id like 'a0%'`;
  await sql.unsafe("analyze keys, key_versions, holds, key_search");
}
