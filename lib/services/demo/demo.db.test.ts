import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dueKeys } from "@/db/queries/due-keys";
import { listAccessKeys } from "../access-keys/list";
import { createApi } from "../apis/create";
import { createApplication } from "../applications/create";
import { verifyChain } from "../audit/verify-chain";
import { listKeySets } from "../key-sets/list";
import { giveNotices } from "../notices/keep-giving";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { subscribe } from "../subscriptions/subscribe";
import { makeApplication } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { changeWorkspace } from "../workspaces/edit";
import { loadDemo } from "./load";
import { removeDemo } from "./remove";
import { demoStatus } from "./status";

let hub: Awaited<ReturnType<typeof openTestHub>>;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const load = async (home: TestWorkspace) => done(await runCommand(loadDemo, home.as(), {}));
const remove = async (home: TestWorkspace) => done(await runCommand(removeDemo, home.as(), {}));
const status = async (home: TestWorkspace) => done(await runQuery(demoStatus, home.as(), {}));
const chain = async (home: TestWorkspace) => done(await runQuery(verifyChain, home.as(), {}));

/** Every row of the workspace but those that only grow: what must be as it was. */
async function rowsOf(home: TestWorkspace) {
  const tables = await hub.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id'
      and table_name not in ('events', 'event_heads', 'feed', 'idempotency')
    order by table_name`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] =
      await hub.sql`select count(*)::int as n from ${hub.sql(name)} where workspace_id = ${home.id}`;
    counts[name] = row!.n;
  }
  return counts;
}

test("whoever loads demo data while somebody else does waits for that, also for longer than others wait for a lock", async () => {
  const home = await makeWorkspace(hub.db);
  const held = hub.sql.begin(async (tx) => {
    await tx`select 1 from workspaces where id = ${home.id} for no key update`;
    await sleep(6_000);
  });
  expect(await load(home)).toMatchObject({ loaded: expect.any(Number) });
  await held;
}, 30_000);

describe("a workspace with demo data", () => {
  let home: TestWorkspace;
  let before: Record<string, number>;
  beforeAll(async () => {
    home = await makeWorkspace(hub.db);
    before = await rowsOf(home);
    await load(home);
  });

  test("has key sets in every state, one with two generations that both work, and rotations that came late", async () => {
    const all = done(await runQuery(listKeySets, home.as(), { size: 100 }));
    const states = new Set(all.rows.map((row) => row.status));
    expect([...states].sort()).toEqual(["active", "expired", "pending", "revoked", "suspended"]);
    const held = await hub.sql`select distinct source from holds where workspace_id = ${home.id}`;
    expect(held.map((row) => row.source).sort()).toEqual(["application", "manual"]);
    const [overlap] =
      await hub.sql`select count(*)::int as n from key_versions v join keys k on k.id = v.key_id
      where v.workspace_id = ${home.id} and k.kind = 'key_set' and not v.latest and v.revoked_at is null
        and v.retires_at > now()`;
    expect(overlap!.n).toBeGreaterThan(1);
    const delays = await hub.sql`select extract(epoch from v.created_at - old.rotates_at)::int as late
      from key_versions v join key_versions old on old.key_id = v.key_id and old.generation = v.generation - 1
      where v.workspace_id = ${home.id} and v.made_by = 'schedule' order by late`;
    expect(delays.length).toBeGreaterThanOrEqual(5);
    for (const { late } of delays) expect(late).toBeGreaterThan(30);
    expect(delays.at(-1)!.late).toBeGreaterThan(3 * 3600);
  });

  test("has subscriptions in every status, and nothing for the clock to do at once", async () => {
    const rows = await hub.sql`select distinct status from subscriptions where workspace_id = ${home.id}`;
    expect(rows.map((row) => row.status).sort()).toEqual([
      "active",
      "pending",
      "rejected",
      "revoked",
      "suspended",
      "withdrawn",
    ]);
    expect(await dueKeys(hub.db, new Date(), null, 10)).toEqual([]);
  });

  test("has access keys that are expiring, never used, in overlap and ended, and calls of five weeks", async () => {
    const { rows } = done(await runQuery(listAccessKeys, home.as(), {}));
    const states = new Set(rows.map((row) => row.status));
    expect([...states].sort()).toEqual(["active", "expired", "revoked", "suspended"]);
    expect(rows.some((row) => row.lastUsedAt === null)).toBe(true);
    const [calls] =
      await hub.sql`select count(distinct hour)::int as hours, count(distinct outcome)::int as outcomes,
      sum(calls)::int as calls from usage where workspace_id = ${home.id}`;
    expect(calls!.hours).toBeGreaterThan(700);
    expect(calls!.outcomes).toBeGreaterThanOrEqual(5);
    expect(calls!.calls).toBeGreaterThan(100_000);
  });

  test("has an audit log whose chain holds, that calls what was loaded by its name, and tells what the clock did from the rest", async () => {
    expect(await chain(home)).toMatchObject({ intact: true });
    const actors = await hub.sql`select distinct actor_label, via from events
      where workspace_id = ${home.id} and type <> 'demo.loaded' order by actor_label`;
    expect([...actors]).toEqual([
      { actor_label: "Demo data", via: "console" },
      { actor_label: "Schedule", via: "job" },
    ]);
  });

  test("takes it once", async () => {
    expect(await runCommand(loadDemo, home.as(), {})).toMatchObject({ kind: "refused", code: "demo-loaded" });
  });

  test("is as it was before once it is removed, and no secret of it is known any more", async () => {
    const digests = await hub.sql`select encode(digest, 'hex') as hex from key_versions
      where workspace_id = ${home.id} and digest is not null`;
    const told = await status(home);
    expect(told).toMatchObject({ loaded: true, stays: [], goes: { application: 7, api: 6 } });
    expect(told.keySets).toBeGreaterThan(12);
    const given = await giveNotices({
      now: new Date(),
      contextIn: () => home.as({ kind: "host", name: "Notices" }),
    });
    expect(given).toBeGreaterThan(2);
    await remove(home);
    const after = await rowsOf(home);
    // Access keys and personal keys that were deleted leave a row without a digest, like any other.
    const { keys: _, key_versions: __, ...others } = after;
    const { keys: ___, key_versions: ____, ...asBefore } = before;
    expect(others).toEqual(asBefore);
    const [living] =
      await hub.sql`select count(*)::int as n from keys k join key_versions v on v.key_id = k.id
      where k.workspace_id = ${home.id} and (k.deleted_at is null or v.digest is not null)`;
    expect(living!.n).toBe(0);
    const [known] = await hub.sql`select count(*)::int as n from key_versions
      where encode(digest, 'hex') in ${hub.sql(digests.map((row) => row.hex))}`;
    expect(known!.n).toBe(0);
    expect(await chain(home)).toMatchObject({ intact: true });
    expect(await status(home)).toMatchObject({ loaded: false });
    expect(await runCommand(removeDemo, home.as(), {})).toMatchObject({ code: "demo-not-loaded" });
    await load(home);
    expect(await chain(home)).toMatchObject({ intact: true });
  });
});

test("what people have made stays, and so does whatever of the demo data it stands on", async () => {
  const home = await makeWorkspace(hub.db);
  await load(home);
  const one = async (table: string, name: string) => {
    const [row] = await hub.sql`select id from ${hub.sql(table)}
      where workspace_id = ${home.id} and name = ${name} order by 1`;
    return row!.id as string;
  };
  const [orders] = await hub.sql`select id from apis where workspace_id = ${home.id} and slug = 'orders-v1'`;
  const organizationId = await one("organizations", "Harbor Coffee");
  const own = await makeApplication(home, { organizationId });
  const subscribed = done(
    await runCommand(subscribe, home.as(), {
      applicationId: own.id,
      apiId: orders!.id,
      environment: "production",
    }),
  );
  const policyTemplateId = await one("policy_templates", "Trial, two weeks");
  const api = done(
    await runCommand(createApi, home.as(), {
      ...{ name: "Returns", version: "1", approval: "auto", environments: ["production"] },
      authTypes: [{ authType: "api_key", policyTemplateId }],
    }),
  );
  const shop = await one("applications", "Web shop");
  done(
    await runCommand(subscribe, home.as(), {
      applicationId: shop,
      apiId: api.id,
      environment: "production",
    }),
  );
  const told = await status(home);
  expect(told.stays.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
    "api Orders 1",
    "organization Harbor Coffee",
    "policy-template Monthly rotation",
    "policy-template Trial, two weeks",
  ]);
  const { removed } = await remove(home);
  expect(removed).toBe(Object.values(told.goes).reduce((sum, count) => sum + count));
  const apps = await hub.sql`select id from applications where workspace_id = ${home.id}`;
  expect(apps.map((row) => row.id)).toEqual([own.id]);
  const living =
    await hub.sql`select id, standing from keys where workspace_id = ${home.id} and deleted_at is null`;
  expect(living.map((row) => row.id).sort()).toEqual(subscribed.keySets.map((set) => set.id).sort());
  expect(new Set(living.map((row) => row.standing))).toEqual(new Set(["active"]));
  expect(await runCommand(loadDemo, home.as(), {})).toMatchObject({ code: "demo-name-taken" });
  expect(await status(home)).toMatchObject({ loaded: false });
});

test("a name that is taken refuses the whole, and leaves nothing behind", async () => {
  const home = await makeWorkspace(hub.db);
  done(await runCommand(createApplication, home.as(), { name: "web SHOP" }));
  const before = await rowsOf(home);
  expect(await runCommand(loadDemo, home.as(), {})).toMatchObject({ code: "demo-name-taken" });
  expect(await rowsOf(home)).toEqual(before);
});

test("a workspace with rules and environments of its own gets demo data that keeps to them", async () => {
  const home = await makeWorkspace(hub.db);
  const rules = { environments: ["live"], longestLifetimeDays: 60, neverAllowed: false };
  done(await runCommand(changeWorkspace, home.as(), rules));
  await load(home);
  const places = await hub.sql`select distinct environment from keys where workspace_id = ${home.id}
    and environment is not null`;
  expect(places.map((row) => row.environment)).toEqual(["live"]);
  const [longest] = await hub.sql`select max(extract(epoch from expires_at - created_at)) / 86400 as days
    from keys where workspace_id = ${home.id} and kind <> 'key_set'`;
  expect(Number(longest!.days)).toBeLessThanOrEqual(60);
});

test("two presses at once load it once", async () => {
  const home = await makeWorkspace(hub.db);
  const press = () => runCommand(loadDemo, home.as(), {});
  const answers = await Promise.allSettled([press(), press()]);
  const done = answers.filter((one) => one.status === "fulfilled" && one.value.kind === "done");
  expect(done).toHaveLength(1);
  expect((await status(home)).goes).toMatchObject({ application: 7, api: 6 });
});

test("nobody but an Owner loads or removes it", async () => {
  const home = await makeWorkspace(hub.db);
  const admin = await home.member("admin");
  expect(await runCommand(loadDemo, home.as(admin), {})).toMatchObject({ code: "access-denied" });
  expect(await runCommand(removeDemo, home.as(admin), {})).toMatchObject({ code: "access-denied" });
});
