import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { fillKeys } from "@/db/testing/fill-keys";
import { plansOf, told } from "@/db/testing/plans";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { eventsOf, latestEvents } from "./events";
import { callersOf, firstUseOf, readKey, usageByDay, usageOf } from "./key-detail";
import { verifiersOf } from "./key-verifiers";
import { readLiveTokens } from "./token-ledger";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let workspace: TestWorkspace;
let key: { id: string; version: string };

beforeAll(async () => {
  hub = await openTestHub();
  workspace = await makeWorkspace(hub.db);
  const owner = createClient(hub.ownerUrl, { max: 1, statementTimeoutMs: 0 });
  await fillKeys(owner, { workspace: workspace.id, madeBy: workspace.owner.id, count: 2_000 });
  await owner.unsafe(`
    insert into usage select workspace_id, key_id, id, gen_random_uuid(),
      date_trunc('hour', now()) - h * interval '1 hour', 'valid', 5, now() from key_versions, generate_series(1, 8) h;
    insert into callers select workspace_id, key_id, id, gen_random_uuid(), '203.0.113.' || c, 'curl', 5, now(), now()
      from key_versions, generate_series(1, 3) c;
    insert into events (workspace_id, seq, at, type, actor_kind, actor_label, via, subject_kind, subject_id, subject_label, hash)
      select workspace_id, row_number() over (), now(), 'access-key.created', 'user', 'x', 'console', 'key', key_id::text, 'x', ''
      from key_versions, generate_series(1, 4);
    insert into signing_keys (id, workspace_id, kid, bits, public_pem, sealed_private, created_by_label, created_at, activated_at)
      select gen_random_uuid(), id, 'kid', 2048, 'pem', 'sealed', 'x', now(), now() from workspaces;
    insert into token_ledger (workspace_id, signing_key_id, key_id, version_id, ends_minute, tokens)
      select s.workspace_id, s.id, k.key_id, k.id, date_trunc('minute', now()) + m * interval '1 minute', 3
      from key_versions k, signing_keys s, generate_series(-2, 12) m where k.latest;
    analyze usage, callers, events, token_ledger`);
  const [row] = await owner`select v.key_id, v.id from key_versions v
    join keys k on k.id = v.key_id and k.standing = 'active' and k.deleted_at is null where v.latest limit 1`;
  key = { id: String(row!.key_id), version: String(row!.id) };
  await owner.end();
}, 120_000);
afterAll(() => hub.close());

const SMALL = ["holds", "outposts", "verifiers", "signing_keys"];

test("what the page of a key shows is found through indexes, by looking at that key's rows alone", async () => {
  const since = new Date(Date.now() - 30 * 86_400_000);
  const plans = await plansOf(hub.url, async (db) => {
    const read = await readKey(db, workspace.id, "access", key.id);
    expect(read?.versions.length).toBeGreaterThan(0);
    expect((await usageOf(db, workspace.id, key.id, since)).length).toBeGreaterThan(0);
    expect((await usageByDay(db, workspace.id, key.id, since)).length).toBeGreaterThan(0);
    expect((await callersOf(db, workspace.id, key.id, { limit: 20 })).length).toBeGreaterThan(0);
    const ofVersion = { versionId: key.version, since, limit: 20 };
    expect((await callersOf(db, workspace.id, key.id, ofVersion)).length).toBeGreaterThan(0);
    expect((await verifiersOf(db, workspace.id, key.id, since)).length).toBeGreaterThan(0);
    expect((await readLiveTokens(db, workspace.id, { keyIds: [key.id] }, new Date())).count).toBeGreaterThan(
      30,
    );
    expect(await firstUseOf(db, workspace.id, key.id, key.version)).not.toBeNull();
    expect((await eventsOf(db, workspace.id, { kind: "key", id: key.id }, 20, null)).length).toBeGreaterThan(
      0,
    );
    expect(await latestEvents(db, workspace.id, 50, 5_000)).toHaveLength(50);
  });
  expect(plans.length).toBeGreaterThan(8);
  for (const plan of plans)
    for (const node of plan.nodes) {
      // A few rows lie on one page of the disk: the planner may read a table of one page as a whole.
      if (!SMALL.includes(String(node["Relation Name"])))
        expect(node["Node Type"], told(plan)).not.toMatch(/Seq Scan|Gather/);
      expect(node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0), told(plan)).toBeLessThan(200);
    }
});
