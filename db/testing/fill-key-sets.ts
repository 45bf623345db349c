/** Key sets by the ten thousand with all that belongs to them: what lists, plans and jobs are held against. */
import type { Sql } from "@/db/client";

export interface KeySetFilling {
  workspace: string;
  /** Who made and owns everything. */
  madeBy: string;
  count: number;
}

/**
 * Fills a workspace with applications (one for ten key sets), 20 organizations, 50 groups, 100 APIs and as many active
 * subscriptions as key sets. Of 10,000 key sets, about: 3,333 of each authentication type, 2 stand in `sandbox`, 1 is
 * revoked, 500 are pending, 300 suspended, 700 have expired, 1,000 never expire, 2,000 are never rotated. Nobody knows
 * their texts.
 */
export async function fillKeySets(sql: Sql, { workspace, madeBy, count }: KeySetFilling): Promise<void> {
  const run = (text: string, ...more: (string | number)[]) => sql.unsafe(text, [workspace, ...more]);
  const now = "date_trunc('milliseconds', now())";
  await run(
    `insert into organizations (id, workspace_id, name, kind, created_at)
     select gen_random_uuid(), $1, 'Organization ' || n, case when n % 2 = 0 then 'internal' else 'external' end, ${now}
     from generate_series(1, 20) as n`,
  );
  await run(
    `insert into groups (id, workspace_id, name, created_at)
     select gen_random_uuid(), $1, 'Group ' || n, ${now} from generate_series(1, 50) as n`,
  );
  await run(
    `insert into applications (id, workspace_id, name, description, organization_id, group_id, owner_id, created_at, created_by_label)
     select gen_random_uuid(), $1, 'Application ' || i, '', o.id, g.id, $2, ${now}, 'The owner'
     from generate_series(1, greatest(1, $3::int / 10)) as i
     join (select id, row_number() over (order by name) as n from organizations where workspace_id = $1) o on o.n = 1 + i % 20
     join (select id, row_number() over (order by name) as n from groups where workspace_id = $1) g on g.n = 1 + i % 50`,
    madeBy,
    count,
  );
  await run(
    `insert into apis (id, workspace_id, slug, name, version, description, documentation, approval, environments, created_at)
     select gen_random_uuid(), $1, 'api-' || n || '-v1', 'API ' || n, '1', '', '', 'auto', '{production,staging,sandbox}', ${now}
     from generate_series(1, 100) as n`,
  );
  await run(
    `insert into keys (id, workspace_id, kind, auth_type, name, description, environment, scopes, created_by, created_by_label, created_at, last_used_at)
     select gen_random_uuid(), $1, 'key_set', (array['api_key', 'oauth2_client_credentials', 'basic'])[1 + n % 3],
       (array['API key', 'OAuth 2 client credentials', 'Basic'])[1 + n % 3] || ' - Application ' || (1 + n % greatest(1, $3::int / 10)) || ' ' || n,
       '', case when n % 5000 = 7 then 'sandbox' when n % 3 = 0 then 'staging' else 'production' end, '{}', $2, 'The owner',
       ${now} - random() * interval '400 days',
       case when random() < 0.8 then ${now} - random() * interval '60 days' end
     from generate_series(1, $3) as n`,
    madeBy,
    count,
  );
  await sql.unsafe("analyze keys, applications");
  await run(
    `insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, digest, tail, created_at,
       activated_at, expires_at, rotates_at, revoked_at, revoke_reason)
     select gen_random_uuid(), $1, id, 1, true, 'ks', substr(md5(id::text), 1, 16),
       case when waits then null else sha256(gen_random_uuid()::text::bytea) end,
       case when waits then '' else substr(md5(id::text), 20, 4) end, created_at,
       case when not waits then created_at end,
       case when not waits and random() < 0.9 then ${now} + (random() * 365 - 30) * interval '1 day' end,
       case when not waits and random() < 0.8 then ${now} + (random() * 90 + 1) * interval '1 day' end,
       case when n % 10000 = 5 then ${now} end, case when n % 10000 = 5 then 'other' end
     from (select id, created_at, n, n % 20 = 3 as waits from (
       select id, created_at, row_number() over (order by name) as n from keys
       where workspace_id = $1 and kind = 'key_set' and issued_at is null) as numbered) as k`,
  );
  await run(
    `insert into holds (id, workspace_id, key_id, source, reason, actor_label, created_at)
     select gen_random_uuid(), $1, id, 'manual', '', 'The owner', created_at from keys
     where workspace_id = $1 and kind = 'key_set' and random() < 0.03`,
  );
  await run(
    `insert into key_sets (key_id, workspace_id, application_id, environment, auth_type, policy, fingerprint)
     select k.id, $1, a.id, k.environment,
       k.auth_type,
       '{"expiration": null, "rotation": null, "manualRegeneration": true, "overlapDays": 0, "retrievable": true, "notifyDays": []}',
       k.id::text
     from keys k join applications a on a.workspace_id = $1
       and a.name = 'Application ' || (regexp_match(k.name, 'Application (\\d+)'))[1]
     where k.workspace_id = $1 and k.kind = 'key_set'`,
  );
  // One open subscription for each key set: APIs in turn, so that none has two of one application and environment.
  await run(
    `with made as (
       select s.key_id, s.application_id, s.environment, p.id as api_id, gen_random_uuid() as id
       from (select *, row_number() over (partition by application_id, environment order by key_id) as turn from key_sets where workspace_id = $1) s
       join (select id, row_number() over (order by slug) as n from apis where workspace_id = $1) p
         on p.n = 1 + (s.turn + abs(hashtext(s.application_id::text)) % 90) % 100
     ), subscribed as (
       insert into subscriptions (id, workspace_id, application_id, api_id, environment, use_case, status, requested_by_label,
         requested_at, decided_at, decided_by_label)
       select id, $1, application_id, api_id, environment, '', 'active', 'The owner', ${now}, ${now}, 'The owner' from made
     )
     insert into subscription_key_sets (workspace_id, subscription_id, key_id) select $1, id, key_id from made`,
  );
  await sql.unsafe(
    "analyze keys, key_versions, holds, key_search, key_sets, subscriptions, subscription_key_sets, applications, apis",
  );
}
