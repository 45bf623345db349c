import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { fillKeys } from "@/db/testing/fill-keys";
import { type Plan, plansOf, told } from "@/db/testing/plans";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { hasCleanUp } from "./clean-up";
import { countNotices, NOTICE_COUNT_LIMIT } from "./key-notices";
import type { KeyScope } from "./key-scope";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let workspace: TestWorkspace;
let owner: ReturnType<typeof createClient>;
let scope: KeyScope;

beforeAll(async () => {
  hub = await openTestHub();
  workspace = await makeWorkspace(hub.db);
  scope = { workspace: workspace.id, kind: "access" };
  owner = createClient(hub.ownerUrl, { max: 1, statementTimeoutMs: 0 });
  await fillKeys(owner, { workspace: workspace.id, madeBy: workspace.owner.id, count: 10_000 });
}, 120_000);
afterAll(() => owner.end().then(hub.close));

function withoutTableScans(plans: Plan[]): void {
  for (const plan of plans)
    for (const node of plan.nodes)
      if (node["Relation Name"] === "keys" || node["Relation Name"] === "key_versions")
        expect(node["Node Type"], told(plan)).not.toMatch(/Seq Scan|Gather/);
}

test("the notices are counted through indexes, and no further than their limit", async () => {
  const counts = await countNotices(hub.db, scope, new Date());
  for (const count of Object.values(counts)) {
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(NOTICE_COUNT_LIMIT + 1);
  }
  expect(Math.max(...Object.values(counts))).toBe(NOTICE_COUNT_LIMIT + 1);
  const plans = await plansOf(hub.url, (db) => countNotices(db, scope, new Date()));
  expect(plans).toHaveLength(1);
  withoutTableScans(plans);
});

test("whether anything can be cleaned up is found through indexes, also where nothing can", async () => {
  const some = await plansOf(hub.url, async (db) =>
    expect(await hasCleanUp(db, scope, new Date())).toBe(true),
  );
  // Before the first key expired, and with none revoked or suspended.
  await owner`delete from holds where workspace_id = ${scope.workspace}`;
  await owner`update key_versions set revoked_at = null, revoke_reason = null where workspace_id = ${scope.workspace}`;
  const none = await plansOf(hub.url, async (db) =>
    expect(await hasCleanUp(db, scope, new Date("2020-01-01"))).toBe(false),
  );
  expect([some.length, none.length]).toEqual([1, 1]);
  withoutTableScans([...some, ...none]);
});
