import { createHash, randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "@/db/migrate";
import { migrationsFolder } from "@/db/migrations-folder";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { withClient } from "@/db/testing/embedded";

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "keysmith-older-"));
beforeEach(async () => {
  database = await createTestDatabase();
  await withClient(database.ownerUrl, (sql) =>
    sql.unsafe("drop schema public cascade; drop schema drizzle cascade; create schema public"),
  );
});
afterEach(() => database.drop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The database as the version with so many migrations left it. */
async function migrateTo(count: number): Promise<void> {
  cpSync(migrationsFolder(), folder, { recursive: true });
  const journal = join(folder, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }));
  await migrate(database.ownerUrl, { folder });
}

/** A workspace in the database of that version. */
async function workspaceAt(version: number): Promise<string> {
  await migrateTo(version);
  const workspace = randomUUID();
  await withClient(
    database.ownerUrl,
    (sql) => sql`insert into workspaces (id, slug, name, key_prefix, environments, own_scopes, created_at)
      values (${workspace}, 'acme', 'Acme', 'ks', '{production}', '{}', now())`,
  );
  return workspace;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test("keys of before the copies of LATEST keep their status, their expiry and their texts", async () => {
  const workspace = await workspaceAt(3);
  await withClient(database.ownerUrl, async (sql) => {
    const add = async (name: string, version: Record<string, string>, held = false, deleted = false) => {
      const id = randomUUID();
      await sql`insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at, deleted_at)
        values (${id}, ${workspace}, 'access', ${name}, 'Überall', '{}', 'x', now(), ${deleted ? "2026-01-01" : null})`;
      const row = {
        id: randomUUID(),
        workspace_id: workspace,
        key_id: id,
        generation: 1,
        latest: true,
        prefix: "ks",
        public_id: id.slice(0, 16),
        tail: "abcd",
        created_at: "2026-01-01",
        activated_at: "2026-01-01",
        ...version,
      };
      await sql`insert into key_versions ${sql(row)}`;
      const hold = { id: randomUUID(), workspace_id: workspace, key_id: id, created_at: "2026-01-01" };
      if (held)
        await sql`insert into holds ${sql({ ...hold, source: "manual", reason: "", actor_label: "x" })}`;
    };
    await add("active", {});
    await add("ending", { expires_at: "2026-03-01T10:00:00Z" });
    await add("rotating", { expires_at: "2026-03-01T10:00:00Z", rotates_at: "2026-03-01T01:00:00Z" });
    await add("held", {}, true);
    await add("revoked", { expires_at: "2026-03-01", revoked_at: "2026-02-01", revoke_reason: "leaked" });
    await add("deleted", {}, false, true);
  });
  await migrate(database.ownerUrl, { runRole: new URL(database.url).username });
  const rows = await withClient(
    database.url,
    (
      sql,
    ) => sql`select name, standing, ends_at::text, expires_at is not null as expires, issued_at::date::text,
      'übe' = any (grams) as found from keys left join key_search on key_id = id order by created_at, keys.id`,
  );
  const by = Object.fromEntries(rows.map(({ name, ...row }) => [name, row]));
  const plain = {
    standing: "active",
    ends_at: null,
    expires: false,
    issued_at: "2026-01-01",
    found: true,
  };
  const ends = { ...plain, expires: true };
  expect(by).toEqual({
    active: plain,
    ending: { ...ends, ends_at: "2026-03-01 10:00:00+00" },
    rotating: { ...ends, ends_at: "2026-03-02 00:00:00+00" },
    held: { ...plain, standing: "suspended" },
    revoked: { ...plain, standing: "revoked", expires: true },
    deleted: { ...plain, found: null },
  });
});

test("the signing keys of before the overlap stay what they were: one that signs, and earlier ones", async () => {
  const workspace = await workspaceAt(6);
  await withClient(database.ownerUrl, async (sql) => {
    const pair = { workspace_id: workspace, bits: 2048, public_pem: "p", created_by_label: "x" };
    const row = (kid: string, more: object) => ({ id: randomUUID(), ...pair, kid, ...more });
    const earlier = { activated_at: "2026-01-01", retired_at: "2026-02-01" };
    await sql`insert into signing_keys ${sql(row("earlier", earlier))}`;
    await sql`insert into signing_keys ${sql(row("signs", { activated_at: "2026-02-01", sealed_private: "s" }))}`;
  });
  await migrate(database.ownerUrl, { runRole: new URL(database.url).username });
  await withClient(database.url, async (sql) => {
    const rows = await sql`select kid, created_at = activated_at as "since", retired_at is null as "kept"
      from signing_keys order by created_at`;
    expect([...rows]).toEqual([
      { kid: "earlier", since: true, kept: false },
      { kid: "signs", since: true, kept: true },
    ]);
    const second = sql`insert into signing_keys
      (id, workspace_id, kid, bits, public_pem, sealed_private, created_by_label, created_at, activated_at)
      values (${randomUUID()}, ${workspace}, 'second', 2048, 'p', 's', 'x', now(), now())`;
    await expect(second).rejects.toThrow("signing_keys_one_active");
  });
});

test("the members of before roles could be changed keep theirs, in workspaces that have the built-in roles", async () => {
  const workspace = await workspaceAt(10);
  await withClient(database.ownerUrl, async (sql) => {
    for (const role of ["owner", "admin", "developer", "consumer", "viewer"]) {
      const id = randomUUID();
      await sql`insert into users (id, email, name, password_hash, created_at)
        values (${id}, ${`${role}@example.com`}, ${role}, 'x', now())`;
      await sql`insert into memberships (workspace_id, user_id, role, created_at)
        values (${workspace}, ${id}, ${role}, now())`;
    }
  });
  await migrate(database.ownerUrl, { runRole: new URL(database.url).username });
  await withClient(database.url, async (sql) => {
    const rows = await sql`select m.role, r.name, r.changes from memberships m
      join roles r on r.workspace_id = m.workspace_id and r.slug = m.role order by m.role`;
    expect([...rows]).toEqual([
      { role: "admin", name: "Admin", changes: {} },
      { role: "consumer", name: "Consumer", changes: {} },
      { role: "developer", name: "Developer", changes: {} },
      { role: "owner", name: "Owner", changes: {} },
      { role: "viewer", name: "Viewer", changes: {} },
    ]);
  });
});

test("a version that was replaced before does not outlive its expiry now that its retirement alone ends it", async () => {
  const workspace = await workspaceAt(11);
  await withClient(database.ownerUrl, async (sql) => {
    const add = async (name: string, old: Record<string, string | null>, waits = false) => {
      const id = randomUUID();
      await sql`insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at)
        values (${id}, ${workspace}, 'access', ${name}, '', '{}', 'x', ${inDays(-90)})`;
      const both = {
        workspace_id: workspace,
        key_id: id,
        prefix: "ks",
        tail: "abcd",
        created_at: inDays(-90),
      };
      const next = waits ? { reveal_once: true, sealed_secret: "s", made_by: "schedule" } : {};
      await sql`insert into key_versions ${sql({ ...both, id: randomUUID(), public_id: `${name}-1`, generation: 1, latest: false, activated_at: inDays(-90), ...old })}`;
      await sql`insert into key_versions ${sql({ ...both, id: randomUUID(), public_id: `${name}-2`, generation: 2, latest: true, activated_at: inDays(-1), expires_at: inDays(60), ...next })}`;
    };
    await add("beyond", { expires_at: inDays(2), retires_at: inDays(20) });
    await add("within", { expires_at: inDays(20), retires_at: inDays(2) });
    await add("endless", { expires_at: null, retires_at: inDays(2) });
    await add("over", { expires_at: inDays(-2), retires_at: inDays(20) }, true);
    await add("waiting", { expires_at: inDays(2), retires_at: inDays(20) }, true);
    await add("same-day", { expires_at: inDays(2), rotates_at: inDays(2), retires_at: inDays(20) });
  });
  await migrate(database.ownerUrl, { runRole: new URL(database.url).username });
  await withClient(database.url, async (sql) => {
    const rows = await sql`select k.name, round(extract(epoch from v.retires_at - now()) / 86400)::int as days
      from key_versions v join keys k on k.id = v.key_id where not v.latest`;
    expect(Object.fromEntries(rows.map(({ name, days }) => [name, days]))).toEqual({
      beyond: 2,
      within: 2,
      endless: 2,
      over: -2,
      waiting: 60,
      "same-day": 20,
    });
    const told = await sql`select k.name from feed f join keys k on k.id = f.subject_id
      where f.kind = 'key' and f.revision <= (select revision from feed_head) order by k.name`;
    expect(told.map(({ name }) => name)).toEqual(["beyond", "over", "waiting"]);
  });
});

test("a LATEST that was to retire lives no longer for staying, and from then on none can retire", async () => {
  const workspace = await workspaceAt(12);
  await withClient(database.ownerUrl, async (sql) => {
    const add = async (name: string, times: Record<string, string | null>) => {
      const id = randomUUID();
      await sql`insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at)
        values (${id}, ${workspace}, 'access', ${name}, '', '{}', 'x', ${inDays(-90)})`;
      const version = {
        id: randomUUID(),
        workspace_id: workspace,
        key_id: id,
        generation: 1,
        latest: true,
        prefix: "ks",
        public_id: name,
        tail: "abcd",
        created_at: inDays(-90),
        activated_at: inDays(-90),
        sealed_secret: "s",
      };
      await sql`insert into key_versions ${sql({ ...version, ...times })}`;
    };
    await add("over", { retires_at: inDays(-2), expires_at: inDays(9) });
    await add("coming", { retires_at: inDays(2), expires_at: inDays(9) });
    await add("endless", { retires_at: inDays(2), expires_at: null });
    await add("sooner", { retires_at: inDays(9), expires_at: inDays(2), rotates_at: inDays(2) });
    await add("withdrawn", {
      retires_at: inDays(2),
      revoked_at: inDays(-1),
      revoke_reason: "leaked",
      sealed_secret: null,
    });
    await add("untouched", { expires_at: inDays(2), rotates_at: inDays(2) });
  });
  await migrate(database.ownerUrl, { runRole: new URL(database.url).username });
  await withClient(database.url, async (sql) => {
    const days = (column: string) => `round(extract(epoch from ${column} - now()) / 86400)::int`;
    const rows =
      await sql.unsafe(`select k.name, k.standing, v.retires_at as retires, ${days("v.revoked_at")} as revoked,
      ${days("v.expires_at")} as expires, ${days("v.rotates_at")} as rotates, v.sealed_secret is not null as sealed
      from key_versions v join keys k on k.id = v.key_id`);
    const goesOn = {
      standing: "active",
      retires: null,
      revoked: null,
      expires: 2,
      rotates: null,
      sealed: true,
    };
    expect(Object.fromEntries(rows.map(({ name, ...row }) => [name, row]))).toEqual({
      over: { standing: "revoked", retires: null, revoked: -2, expires: 9, rotates: null, sealed: false },
      coming: goesOn,
      endless: goesOn,
      sooner: goesOn,
      withdrawn: {
        standing: "revoked",
        retires: null,
        revoked: -1,
        expires: null,
        rotates: null,
        sealed: false,
      },
      untouched: { ...goesOn, rotates: 2 },
    });
    const told = await sql`select k.name, f.revision = dense_rank() over (order by f.revision) as "inOrder"
      from feed f join keys k on k.id = f.subject_id and k.workspace_id = f.workspace_id
      where f.kind = 'key' and f.revision <= (select revision from feed_head) order by k.name`;
    const names = ["coming", "endless", "over", "sooner", "withdrawn"];
    expect([...told]).toEqual(names.map((name) => ({ name, inOrder: true })));
    await expect(sql`update key_versions set retires_at = now() where public_id = 'coming'`).rejects.toThrow(
      "key_versions_latest_stays",
    );
  });
});

test("every Outpost of before it was told of APIs and applications fetches its state anew", async () => {
  const workspace = await workspaceAt(13);
  await withClient(database.ownerUrl, async (sql) => {
    const proven = { canary_kid: "k", canary_verified: true };
    const add = (name: string, more: object) =>
      sql`insert into outposts ${sql({ id: randomUUID(), workspace_id: workspace, name, created_by_label: "x", created_at: "2026-01-01", generation: 3, ...more })}`;
    await add("edge", { token_digest: Buffer.alloc(32, 1), applied_generation: 3, ...proven });
    await add("gone", { removed_at: "2026-02-01" });
  });
  await migrate(database.ownerUrl, { runRole: new URL(database.url).username });
  await withClient(database.url, async (sql) => {
    const rows =
      await sql`select name, generation, applied_generation, canary_kid, api from outposts order by name`;
    expect([...rows]).toEqual([
      { name: "edge", generation: 4, applied_generation: 3, canary_kid: null, api: null },
      { name: "gone", generation: 3, applied_generation: null, canary_kid: null, api: null },
    ]);
  });
});

test("live tokens of before they were kept by secret count for the LATEST of their key", async () => {
  const workspace = await workspaceAt(15);
  const [key, latest] = [randomUUID(), randomUUID()];
  await withClient(database.ownerUrl, async (sql) => {
    await sql`insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at)
      values (${key}, ${workspace}, 'access', 'Old', '', '{}', 'x', now())`;
    const row = {
      workspace_id: workspace,
      key_id: key,
      prefix: "ks",
      tail: "abcd",
      created_at: "2026-01-01",
    };
    for (const [n, id] of [randomUUID(), latest].entries()) {
      const ended = n === 0 ? { revoked_at: "2026-02-01", revoke_reason: "superseded" } : {};
      const version = { id, generation: n + 1, latest: n === 1, public_id: id.slice(0, 16), ...ended };
      await sql`insert into key_versions ${sql({ ...row, ...version })}`;
    }
    for (const [of, tokens] of [
      [key, 17],
      [randomUUID(), 3],
    ] as const)
      await sql`insert into token_ledger values (${workspace}, ${randomUUID()}, ${of}, '2026-03-01', ${tokens})`;
  });
  await migrate(database.ownerUrl, { runRole: new URL(database.url).username });
  await withClient(database.url, async (sql) => {
    const rows = await sql`select key_id, version_id, tokens from token_ledger`;
    expect([...rows]).toEqual([{ key_id: key, version_id: latest, tokens: 17 }]);
  });
});

/** 0012 as a version applied it before it was put right. */
const FIRST_0012 = `-- LATEST does not retire: only the version whose place another took does. No move ever wrote one that does; should a row
-- say so all the same, its secret lives no longer for being put right.
UPDATE "key_versions" SET "retires_at" = NULL, "revoked_at" = coalesce("revoked_at", "retires_at"),
  "revoke_reason" = coalesce("revoke_reason", 'superseded'), "sealed_secret" = NULL
WHERE "latest" AND ("retires_at" <= now() OR ("retires_at" IS NOT NULL AND "revoked_at" IS NOT NULL));
--> statement-breakpoint
UPDATE "key_versions" SET "retires_at" = NULL, "rotates_at" = NULL,
  "expires_at" = least("retires_at", "expires_at")
WHERE "latest" AND "retires_at" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "key_versions" ADD CONSTRAINT "key_versions_latest_stays" CHECK (not "key_versions"."latest" or "key_versions"."retires_at" is null);
`;

/** All that the database says of the table of keys. */
async function keysTable(url: string): Promise<unknown> {
  return withClient(url, async (sql) => [
    await sql`select column_name from information_schema.columns where table_name = 'keys' order by 1`,
    await sql`select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'keys'::regclass order by 1`,
    await sql`select indexdef from pg_indexes where tablename = 'keys' order by 1`,
    await sql`select prosrc from pg_proc where proname = 'copy_latest'`,
  ]);
}

test("a database that has 0012 as it was first is brought to where all others are", async () => {
  await workspaceAt(12);
  await withClient(database.ownerUrl, async (sql) => {
    await sql.unsafe(FIRST_0012);
    const hash = createHash("sha256").update(FIRST_0012).digest("hex");
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, 1795287420475)`;
  });
  const fresh = await createTestDatabase();
  expect(await keysTable(database.ownerUrl)).not.toEqual(await keysTable(fresh.ownerUrl));
  expect(await migrate(database.ownerUrl, { runRole: new URL(database.url).username })).toBe(3);
  expect(await keysTable(database.ownerUrl)).toEqual(await keysTable(fresh.ownerUrl));
  await fresh.drop();
});
