import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestHub } from "../testing/workspace";
import { sweep } from "./sweep";

let hub: Awaited<ReturnType<typeof openTestHub>>;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  for (const table of [
    "feed",
    "idempotency",
    "diagnostics",
    "sessions",
    "verifiers",
    "users",
    "usage",
    "callers",
    "rate_buckets",
    "token_ledger",
  ])
    await hub.sql.unsafe(`delete from ${table}`);
});

const now = new Date("2026-03-01T12:00:00Z");
const hour = 3_600_000;
const day = 24 * hour;
const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();

async function user(): Promise<string> {
  const id = randomUUID();
  await hub.sql`insert into users (id, email, name, password_hash, created_at) values (${id}, ${id}, 'A', 'none', ${ago(0)})`;
  return id;
}

describe("housekeeping", () => {
  it("forgets what has had its time, and nothing younger", async () => {
    const workspace = randomUUID();
    const who = await user();
    const [old, young] = [0, 1] as const;
    for (const [which, ms] of [
      [old, 1],
      [young, -1],
    ] as const) {
      const id = `${which}`;
      await hub.sql`insert into feed (revision, workspace_id, kind, subject_id, at)
        values (${which}, ${workspace}, 'key', ${randomUUID()}, ${ago(7 * day + ms)})`;
      await hub.sql`insert into diagnostics (id, at, cause) values (${id}, ${ago(7 * day + ms)}, 'unknown')`;
      await hub.sql`insert into idempotency (workspace_id, actor_id, key, command, answer, at)
        values (${workspace}, 'a', ${id}, 'c', '{}', ${ago(day + ms)})`;
      await hub.sql`insert into sessions (id, user_id, created_at, expires_at, confirmed_at, last_seen_at, ended_at)
        values (${randomUUID()}, ${who}, ${ago(40 * day)}, ${ago(-day)}, ${ago(0)}, ${ago(0)}, ${ago(30 * day + ms)})`;
      await hub.sql`insert into verifiers (id, kind, name, started_at, polled_at, applied_revision)
        values (${randomUUID()}, 'gate', ${id}, ${ago(9 * day)}, ${ago(7 * day + ms)}, 0)`;
    }
    expect(await sweep(now)).toBe(true);
    const kept = await hub.sql`select (select array_agg(revision::text) from feed)::text as feed,
      (select array_agg(id) from diagnostics)::text as diagnostics,
      (select array_agg(key) from idempotency)::text as answers,
      (select count(*)::int from sessions) as sessions,
      (select array_agg(name) from verifiers)::text as verifiers`;
    expect(kept[0]).toEqual({
      feed: "{1}",
      diagnostics: "{1}",
      answers: "{1}",
      sessions: 1,
      verifiers: "{1}",
    });
  });

  it("forgets an allowance once it has drained, and no sooner", async () => {
    for (const [name, ms] of [
      ["drained", hour + 1],
      ["used", hour - 1_000],
    ] as const)
      await hub.sql`insert into rate_buckets (name, level, at) values (${name}, 60, ${ago(ms)})`;
    await sweep(now);
    expect((await hub.sql`select name from rate_buckets`).map((row) => row.name)).toEqual(["used"]);
  });

  it("forgets callers in bounded handfuls, the oldest first", async () => {
    await hub.sql`insert into callers
      (workspace_id, key_id, version_id, verifier_id, ip, user_agent, calls, first_at, last_at)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), n::text, '', 1, at, at
      from (select n, ${ago(401 * day)}::timestamptz - n * interval '1 second' as at
        from generate_series(1, 20010) n) as old`;
    await sweep(now);
    const left = await hub.sql`select ip from callers order by last_at desc`;
    expect(left.map((row) => row.ip)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    await sweep(now);
    expect(await hub.sql`select 1 from callers`).toHaveLength(0);
  });

  it("forgets calls after 400 days once an hour, and callers at once", async () => {
    for (const ms of [hour, -hour]) {
      const [workspace, key, version, gate] = [1, 2, 3, 4].map(() => randomUUID()) as [string, ...string[]];
      const at = ago(400 * day + ms);
      await hub.sql`insert into usage (workspace_id, key_id, version_id, verifier_id, hour, outcome, calls, last_at)
        values (${workspace}, ${key!}, ${version!}, ${gate!}, ${at}, 'valid', 1, ${at})`;
      await hub.sql`insert into callers
        (workspace_id, key_id, version_id, verifier_id, ip, user_agent, calls, first_at, last_at)
        values (${workspace}, ${key!}, ${version!}, ${gate!}, '', '', 1, ${ago(500 * day)}, ${at})`;
    }
    const kept = async () =>
      (
        await hub.sql`select (select count(*)::int from usage) as usage, (select count(*)::int from callers) as callers`
      )[0];
    await sweep(new Date(now.getTime() + 60_000));
    expect(await kept()).toEqual({ usage: 2, callers: 1 });
    await sweep(now);
    expect(await kept()).toEqual({ usage: 1, callers: 1 });
  });

  it("forgets tokens an hour after their end, and none that lives", async () => {
    for (const ms of [hour + 60_000, hour - 60_000, -60_000])
      await hub.sql`insert into token_ledger (workspace_id, signing_key_id, key_id, version_id, ends_minute, tokens)
        values (${randomUUID()}, ${randomUUID()}, ${randomUUID()}, ${randomUUID()}, ${ago(ms)}, 7)`;
    await sweep(now);
    const [kept] = await hub.sql`select count(*)::int as rows from token_ledger`;
    expect(kept).toEqual({ rows: 2 });
  });

  it("leaves a session that has not ended alone, however old", async () => {
    await hub.sql`insert into sessions (id, user_id, created_at, expires_at, confirmed_at, last_seen_at)
      values (${randomUUID()}, ${await user()}, ${ago(400 * day)}, ${ago(-hour)}, ${ago(0)}, ${ago(0)})`;
    await sweep(now);
    expect((await hub.sql`select 1 from sessions`).length).toBe(1);
  });

  it("is done by one instance at a time", async () => {
    await hub.sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(7165217091426)`;
      expect(await sweep(now)).toBe(false);
    });
    expect(await sweep(now)).toBe(true);
  });

  it("wipes the secrets that have ended, however many work on beside one that waits", async () => {
    const [workspace, key] = [randomUUID(), randomUUID()];
    await hub.sql`insert into workspaces (id, slug, name, key_prefix, environments, own_scopes, created_at)
      values (${workspace}, 'busy', 'Busy', 'ks', '{production}', '{}', ${ago(90 * day)})`;
    await hub.sql`insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at)
      values (${key}, ${workspace}, 'access', 'Busy', '', '{}', 'x', ${ago(90 * day)})`;
    // The ended one is the last in line.
    await hub.sql`insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, tail,
        created_at, activated_at, expires_at, retires_at, sealed_secret)
      select gen_random_uuid(), ${workspace}, ${key}, n, false, 'ks', 'held' || n, 'abcd', ${ago(90 * day)}, ${ago(90 * day)},
        ${ago(day)}::timestamptz, case when n = 1001 then ${ago(hour)} else ${ago(-day)} end::timestamptz, 'sealed'
      from generate_series(1, 1001) n`;
    await hub.sql`update key_versions set expires_at = ${ago(hour)} where key_id = ${key} and generation = 1001`;
    await sweep(now);
    const wiped =
      await hub.sql`select generation from key_versions where key_id = ${key} and sealed_secret is null`;
    expect([...wiped]).toEqual([{ generation: 1001 }]);
  });
});
