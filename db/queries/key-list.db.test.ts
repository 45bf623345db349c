import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { fillKeys } from "@/db/testing/fill-keys";
import { type Plan, plansOf, told } from "@/db/testing/plans";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import { NOTICES } from "@/lib/domain/keys/notices";
import { STATUSES, type Status, versionStatus } from "@/lib/domain/keys/status";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { countCleanUp, hasCleanUp } from "./clean-up";
import { type KeyListQuery, listKeys } from "./key-list";
import { countNotices } from "./key-notices";

const count = 20_000;
const now = new Date();
const plain: KeyListQuery = {
  q: "",
  status: [],
  environment: [],
  scope: [],
  holding: null,
  expiry: null,
  notice: null,
  sort: "created",
  order: "desc",
  page: 1,
  size: 25,
};
let hub: Awaited<ReturnType<typeof openTestHub>>;
let workspace: TestWorkspace;
let keys: OneKey[];

interface OneKey {
  id: string;
  name: string;
  description: string;
  environment: string | null;
  scopes: string[];
  expiresAt: Date | null;
  publicId: string;
  status: Status;
}

beforeAll(async () => {
  hub = await openTestHub();
  workspace = await makeWorkspace(hub.db);
  const owner = createClient(hub.ownerUrl, { max: 1, statementTimeoutMs: 0 });
  await fillKeys(owner, { workspace: workspace.id, madeBy: workspace.owner.id, count });
  await owner.end();
  keys = await readAll();
}, 120_000);
afterAll(() => hub.close());

/** Every key, its status by the domain's rule. */
async function readAll(): Promise<OneKey[]> {
  const rows = await hub.sql`
    select k.id, k.name, k.description, k.environment, array_to_json(k.scopes)::text as scopes, v.public_id,
      exists (select 1 from holds h where h.key_id = k.id) as held, v.activated_at, v.expires_at, v.revoked_at
    from keys k join key_versions v on v.key_id = k.id and v.latest where k.workspace_id = ${workspace.id}`;
  const instant = (value: unknown) => (value === null ? null : new Date(String(value)));
  return rows.map((row) => {
    const times = {
      activatedAt: instant(row.activated_at),
      expiresAt: instant(row.expires_at),
      revokedAt: instant(row.revoked_at),
      rotatesAt: null,
      retiresAt: null,
    };
    return {
      ...(row as unknown as OneKey),
      scopes: JSON.parse(row.scopes),
      publicId: row.public_id,
      expiresAt: times.expiresAt,
      status: versionStatus(times, row.held, now),
    };
  });
}

function matches(key: OneKey, query: KeyListQuery): boolean {
  const q = query.q.toLowerCase();
  const days = { in7: 7, in30: 30, in90: 90 } as Record<string, number>;
  const end = key.expiresAt?.getTime();
  const expiry: boolean =
    query.expiry === null ||
    ((query.expiry === "never" ? end === undefined : end !== undefined) &&
      (query.expiry === "never" ||
        (query.expiry === "past"
          ? end! <= now.getTime()
          : end! > now.getTime() && end! <= now.getTime() + days[query.expiry]! * 86_400_000)));
  return (
    (key.name.toLowerCase().includes(q) ||
      key.description.toLowerCase().includes(q) ||
      query.q.includes(key.publicId)) &&
    (query.status.length === 0 || query.status.includes(key.status)) &&
    (query.environment.length === 0 || query.environment.includes(key.environment ?? "")) &&
    (query.scope.length === 0 || query.scope.some((scope) => key.scopes.includes(scope))) &&
    (query.holding === null || key.scopes.includes(query.holding)) &&
    expiry
  );
}

const some = <T>(...values: T[]) => fc.oneof(fc.constant<T[]>([]), fc.subarray(values, { minLength: 1 }));
const anyQuery: fc.Arbitrary<KeyListQuery> = fc.record({
  q: fc.constantFrom("", "", "orders", "Worker 12", "team a", "7", "zq", "%", "of team", "no such text"),
  status: some<Status>(...STATUSES),
  environment: some("production", "sandbox"),
  scope: some("orders:write", "audit:read"),
  holding: fc.constantFrom(null, null, "orders:read"),
  expiry: fc.constantFrom(null, null, "never", "in7", "in90", "past"),
  notice: fc.constant(null),
  sort: fc.constantFrom("name", "created", "lastUsed", "expires"),
  order: fc.constantFrom("asc", "desc"),
  page: fc.constantFrom(1, 2, 7, 90, 250),
  size: fc.constantFrom(25, 100),
});

test("a page holds the keys that match, in their order, and the total counts them up to its limit", async () => {
  const orders = new Map<string, Map<string, number>>();
  const columns = {
    name: "lower(name)",
    created: "created_at",
    expires: "expires_at",
    lastUsed: "last_used_at",
  };
  for (const [sort, column] of Object.entries(columns)) {
    const rows = await hub.sql.unsafe(
      `select id from keys where workspace_id = $1 order by ${column} ${sort === "lastUsed" ? "nulls first" : ""}, id`,
      [workspace.id],
    );
    orders.set(sort, new Map(rows.map((row, place) => [String(row.id), place])));
  }
  const queries = [...fc.sample(anyQuery, 80), { ...plain, q: `ks_${keys[5]!.publicId}_...` }];
  for (const query of queries) {
    const place = orders.get(query.sort)!;
    const all = keys.filter((key) => matches(key, query)).map((key) => key.id);
    all.sort((a, b) => (place.get(a)! - place.get(b)!) * (query.order === "asc" ? 1 : -1));
    const { rows, total } = await listKeys(hub.db, workspace.id, "access", query, now);
    const from = (query.page - 1) * query.size;
    expect(
      rows.map((row) => row.id),
      JSON.stringify(query),
    ).toEqual(all.slice(from, from + query.size));
    expect(total, JSON.stringify(query)).toBe(Math.min(all.length, COUNT_LIMIT + 1));
  }
}, 120_000);

/** What the plans of a page may not do, however many keys there are. */
function expectIndexed(name: string, plan: Plan): void {
  for (const node of plan.nodes) {
    const kind = node["Node Type"];
    expect(kind, `${name}\n${told(plan)}`).not.toMatch(/Seq Scan|Gather|Hash|Materialize/);
    // Sorted is only what an index of a filter found, never more than a total counts.
    if (kind === "Sort")
      expect(node["Actual Rows"], `${name}\n${told(plan)}`).toBeLessThanOrEqual(COUNT_LIMIT);
  }
}

const filters: Record<string, Partial<KeyListQuery>> = {
  none: {},
  "far in": { page: 300 },
  ...Object.fromEntries(STATUSES.map((status) => [status, { status: [status] }])),
  "two statuses": { status: ["revoked", "expired"] },
  "a common environment": { environment: ["production"] },
  "a rare environment": { environment: ["sandbox"] },
  "a common scope": { scope: ["orders:read"] },
  "a rare scope": { scope: ["audit:read"] },
  ...Object.fromEntries((["never", "in7", "in30", "in90", "past"] as const).map((e) => [e, { expiry: e }])),
  ...Object.fromEntries(NOTICES.map((notice) => [`notice ${notice}`, { notice }])),
  "a common text": { q: "orders" },
  "a rare text": { q: "worker 1234" },
  "two letters": { q: "zq" },
  "a public id": { q: "ks_0123456789abcdef_..." },
  together: { q: "orders", status: ["active"], environment: ["production"], expiry: "in90" },
};

for (const sort of ["name", "created", "lastUsed", "expires"] as const)
  for (const order of ["asc", "desc"] as const)
    test(`by ${sort} ${order}, every filter's page is read through indexes`, async () => {
      for (const [name, filter] of Object.entries(filters)) {
        const query = { ...plain, ...filter, sort, order };
        const plans = await plansOf(hub.url, (db) => listKeys(db, workspace.id, "access", query, now));
        for (const plan of plans) expectIndexed(name, plan);
      }
    });

test("a filter that few keys match looks at few keys", async () => {
  for (const name of ["revoked", "a rare environment", "a rare scope", "a rare text", "a public id"]) {
    const query = { ...plain, ...filters[name], sort: "name" as const };
    const plans = await plansOf(hub.url, (db) => listKeys(db, workspace.id, "access", query, now));
    for (const plan of plans) expect(readBy(plan), `${name}\n${told(plan)}`).toBeLessThan(200);
  }
});

/** Rows that the scans of a plan looked at. */
function readBy(plan: Plan): number {
  const scans = plan.nodes.filter((node) => node["Node Type"].includes("Scan"));
  return scans.reduce(
    (sum, node) => sum + (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
    0,
  );
}

test("notices and what a clean up would take are counted through indexes", async () => {
  const scope = { workspace: workspace.id, kind: "access" as const };
  const plans = await plansOf(hub.url, async (db) => {
    await countNotices(db, scope, now);
    await hasCleanUp(db, scope, now);
    await countCleanUp(db, scope, now);
  });
  // Notices, whether there is anything to clean up, and how much: a statement each.
  expect(plans).toHaveLength(3);
  for (const plan of plans) expectIndexed("counts", plan);
});
