import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { fillKeySets } from "@/db/testing/fill-key-sets";
import { type Plan, plansOf, told } from "@/db/testing/plans";
import { KEY_SET_SORTS } from "@/lib/domain/key-sets/list-words";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import { STATUSES } from "@/lib/domain/keys/status";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { dueKeys } from "./due-keys";
import { readKey } from "./key-detail";
import { readFilterOptions } from "./key-set-filters";
import { type KeySetListQuery, listKeySets, readKeySetPlace } from "./key-set-list";

const count = 20_000;
const now = new Date();
const plain: KeySetListQuery = {
  q: "",
  status: [],
  authType: [],
  environment: [],
  api: [],
  application: null,
  organization: [],
  group: [],
  expiry: null,
  createdFrom: null,
  createdTo: null,
  rotatedFrom: null,
  rotatedTo: null,
  lastUsedFrom: null,
  lastUsedTo: null,
  expiresFrom: null,
  expiresTo: null,
  sort: "created",
  order: "desc",
  page: 1,
  size: 25,
};
const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
let hub: Awaited<ReturnType<typeof openTestHub>>;
let workspace: TestWorkspace;
let filters: Record<string, Partial<KeySetListQuery>>;
/** The same asked in plain words of the tables, to count against. */
let inWords: Record<string, string>;
let member: string;

beforeAll(async () => {
  hub = await openTestHub();
  workspace = await makeWorkspace(hub.db);
  const owner = createClient(hub.ownerUrl, { max: 1, statementTimeoutMs: 0 });
  await fillKeySets(owner, { workspace: workspace.id, madeBy: workspace.owner.id, count });
  const one = async (text: string) => String((await owner.unsafe(text))[0]!.id);
  const api = await one("select api_id as id from subscriptions limit 1");
  const application = await one("select id from applications order by name limit 1");
  const organization = await one("select id from organizations order by name limit 1");
  const group = await one("select id from groups order by name limit 1");
  member = (await workspace.member("developer")).id;
  await owner`insert into group_members (workspace_id, group_id, user_id) values (${workspace.id}, ${group}, ${member})`;
  await owner.unsafe("analyze group_members");
  await owner.end();
  filters = {
    none: {},
    "far in": { page: 300 },
    ...Object.fromEntries(STATUSES.map((status) => [status, { status: [status] }])),
    "an authentication type": { authType: ["basic"] },
    "a common environment": { environment: ["production"] },
    "a rare environment": { environment: ["sandbox"] },
    "an API": { api: [api] },
    "an application": { application },
    "an organization": { organization: [organization] },
    "a group": { group: [group] },
    ...Object.fromEntries((["never", "in7", "in30", "in90", "past"] as const).map((e) => [e, { expiry: e }])),
    "created lately": { createdFrom: day(-10), createdTo: day(0) },
    "rotated lately": { rotatedFrom: day(-10) },
    "used lately": { lastUsedFrom: day(-2), lastUsedTo: day(-1) },
    "expires soon": { expiresFrom: day(0), expiresTo: day(3) },
    "a rare text": { q: "Application 1234" },
    "a common text": { q: "application" },
    together: { q: "application", status: ["active"], organization: [organization], expiry: "in90" },
  };
  inWords = {
    none: "true",
    "an authentication type": "k.auth_type = 'basic'",
    "a rare environment": "k.environment = 'sandbox'",
    "an API": `k.id in (select key_id from subscription_key_sets x join subscriptions s on s.id = x.subscription_id where s.api_id = '${api}')`,
    "an application": `k.id in (select key_id from key_sets where application_id = '${application}')`,
    "an organization": `k.id in (select key_id from key_sets s join applications a on a.id = s.application_id where a.organization_id = '${organization}')`,
    "a group": `k.id in (select key_id from key_sets s join applications a on a.id = s.application_id where a.group_id = '${group}')`,
    never: "k.expires_at is null",
    "created lately": `k.created_at >= '${day(-10)}T00:00Z' and k.created_at < '${day(1)}T00:00Z'`,
    "rotated lately": `k.issued_at >= '${day(-10)}T00:00Z'`,
    "used lately": `k.last_used_at >= '${day(-2)}T00:00Z' and k.last_used_at < '${day(0)}T00:00Z'`,
    "expires soon": `k.expires_at >= '${day(0)}T00:00Z' and k.expires_at < '${day(4)}T00:00Z'`,
    "a rare text": "k.name ilike '%application 1234%'",
  };
}, 180_000);
afterAll(() => hub.close());

test("each filter finds the key sets that the tables hold, no other, and counts them", async () => {
  for (const [name, words] of Object.entries(inWords)) {
    const rows = await hub.sql.unsafe(
      `select id from keys k where k.workspace_id = $1 and k.kind = 'key_set' and ${words} order by lower(k.name), id`,
      [workspace.id],
    );
    const query = { ...plain, ...filters[name], sort: "name", order: "asc", size: 100 } as const;
    const found = await listKeySets(hub.db, workspace.id, "all", query, now);
    expect(found.total, name).toBe(Math.min(rows.length, COUNT_LIMIT + 1));
    expect(found.total, name).toBeGreaterThan(0);
    expect(
      found.rows.map((row) => row.id),
      name,
    ).toEqual(rows.slice(0, 100).map((row) => row.id));
  }
}, 60_000);

test("a row names its application, organization, group and the APIs that are open to it", async () => {
  const { rows } = await listKeySets(hub.db, workspace.id, "all", plain, now);
  expect(rows).toHaveLength(25);
  for (const row of rows) {
    expect(row.name).toContain(`${row.application.name} `);
    expect([row.organization?.name, row.group?.name]).toEqual([
      expect.stringMatching(/^Organization/),
      expect.stringMatching(/^Group/),
    ]);
    expect(row.apis).toHaveLength(1);
  }
});

test("who reaches only their own groups finds the key sets of these alone", async () => {
  const { total, rows } = await listKeySets(hub.db, workspace.id, { userId: member }, plain, now);
  expect(total).toBe(count / 50);
  expect(new Set(rows.map((row) => row.group?.name)).size).toBe(1);
});

function expectIndexed(name: string, plan: Plan): void {
  for (const node of plan.nodes) {
    const kind = node["Node Type"];
    expect(kind, `${name}\n${told(plan)}`).not.toMatch(/Seq Scan|Gather/);
    if (kind.includes("Sort"))
      expect(node["Actual Rows"], `${name}\n${told(plan)}`).toBeLessThanOrEqual(COUNT_LIMIT);
  }
}

for (const sort of KEY_SET_SORTS)
  for (const order of ["asc", "desc"] as const)
    test(`by ${sort} ${order}, every filter's page is read through indexes`, async () => {
      for (const reach of ["all", { userId: member }] as const)
        for (const [name, filter] of Object.entries(filters)) {
          const query = { ...plain, ...filter, sort, order };
          const plans = await plansOf(hub.url, (db) => listKeySets(db, workspace.id, reach, query, now));
          for (const plan of plans) expectIndexed(name, plan);
        }
    }, 60_000);

test("what the list can be filtered by is found by a few rows of each, also among many key sets", async () => {
  for (const reach of ["all", { userId: member }] as const) {
    const plans = await plansOf(hub.url, (db) =>
      readFilterOptions(db, workspace.id, reach, { api: [], application: null }),
    );
    expect(plans).toHaveLength(reach === "all" ? 3 : 4);
    for (const plan of plans)
      for (const node of plan.nodes.filter((one) => /^key|subscription/.test(one["Relation Name"] ?? ""))) {
        const read = (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
        expect(read, told(plan)).toBeLessThan(count / 10);
      }
  }
});

test("a key set's page is read through indexes, by its own rows alone", async () => {
  const { rows } = await listKeySets(hub.db, workspace.id, "all", plain, now);
  const { id } = rows[0]!;
  const plans = await plansOf(hub.url, async (db) => {
    expect((await readKeySetPlace(db, workspace.id, "all", id))?.authorized).toHaveLength(1);
    expect(await readKey(db, workspace.id, "key_set", id)).not.toBeNull();
  });
  for (const plan of plans)
    for (const node of plan.nodes)
      expect(node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0), told(plan)).toBeLessThan(200);
});

test("what the schedule asks each few seconds is read through indexes, also while thousands are due and in overlap", async () => {
  const owner = createClient(hub.ownerUrl, { max: 1, statementTimeoutMs: 0 });
  const soon = new Date(now.getTime() + 3 * 86_400_000);
  await owner`insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, tail,
      created_at, activated_at, retires_at)
    select gen_random_uuid(), workspace_id, key_id, 0, false, prefix, substr(md5(public_id), 1, 16), tail, created_at,
      activated_at, ${soon} from key_versions where activated_at is not null and revoked_at is null limit 8000`;
  await owner.unsafe("analyze key_versions, keys");
  await owner.end();
  const later = new Date(now.getTime() + 30 * 86_400_000);
  const plans = await plansOf(hub.url, async (db) => {
    const first = await dueKeys(db, later, null, 50);
    expect(first).toHaveLength(50);
    expect(await dueKeys(db, later, first.at(-1)!, 50)).toHaveLength(50);
  });
  expect(plans).toHaveLength(2);
  for (const plan of plans)
    for (const node of plan.nodes) {
      expect(node["Node Type"], told(plan)).not.toMatch(/Seq Scan|Gather/);
      expect(node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0), told(plan)).toBeLessThan(500);
    }
});
