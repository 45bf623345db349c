import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, type Db } from "@/db/client";
import { fillKeySets } from "@/db/testing/fill-key-sets";
import { plansOf, told } from "@/db/testing/plans";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { keySetIdsOf, listApplications } from "./applications";
import { currentKeySets, keySetPlaces, keySetsOfApplication, withAnotherValid } from "./key-sets";
import { forgetEndedSecrets } from "./sealed-secrets";
import { listSubscriptions } from "./subscription-list";
import { hasOpenOne } from "./subscriptions";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
let one: { key_id: string; application_id: string; environment: string; api_id: string };
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
  const owner = createClient(hub.ownerUrl, { max: 1, statementTimeoutMs: 0 });
  await fillKeySets(owner, { workspace: home.id, madeBy: home.owner.id, count: 10_000 });
  await owner.end();
  const [row] = await hub.sql<(typeof one)[]>`
    select s.key_id, s.application_id, s.environment, u.api_id from key_sets s
    join subscription_key_sets l on l.key_id = s.key_id join subscriptions u on u.id = l.subscription_id limit 1`;
  one = row!;
}, 120_000);
afterAll(() => hub.close());

/** The tables that hold a row or more for each key set. */
const large = ["keys", "key_versions", "key_sets", "subscriptions", "subscription_key_sets"];

const queries: [string, (db: Db) => Promise<unknown>][] = [
  [
    "the key sets of an application",
    (db) => keySetsOfApplication(db, home.id, one.application_id, new Date()),
  ],
  ["their ids", (db) => keySetIdsOf(db, home.id, one.application_id)],
  ["those that a new subscription may use", (db) => currentKeySets(db as never, home.id, placed())],
  [
    "what the rules ask beside a key",
    (db) => keySetPlaces(db, home.id, [one.key_id], { userId: home.owner.id }),
  ],
  ["whether there is another for the same", (db) => withAnotherValid(db, home.id, [one.key_id], new Date())],
  [
    "whether a subscription is open",
    (db) => hasOpenOne(db as never, home.id, { ...placed(), apiId: one.api_id }),
  ],
  ["secrets to be forgotten", (db) => forgetEndedSecrets(db, new Date())],
  [
    "the subscriptions of an application",
    (db) => listSubscriptions(db, home.id, "all", { ...page, application: one.application_id }),
  ],
  [
    "the subscriptions of an API",
    (db) => listSubscriptions(db, home.id, "all", { ...page, api: one.api_id }),
  ],
  [
    "the pending subscriptions",
    (db) => listSubscriptions(db, home.id, "all", { ...page, status: ["pending"] }),
  ],
  [
    "the applications of a group",
    async (db) => listApplications(db, home.id, "all", { ...applications, group: await aGroup() }),
  ],
];
const placed = () => ({ applicationId: one.application_id, environment: one.environment });
const page = {
  q: "",
  status: [],
  environment: [],
  application: null,
  api: null,
  requestedBy: null,
  order: "desc" as const,
  page: 1,
  size: 25,
};
const applications = {
  q: "",
  state: [],
  organization: [],
  group: [],
  sort: "name" as const,
  order: "asc" as const,
  page: 1,
  size: 25,
};
const aGroup = async () =>
  (await hub.sql`select id from groups where workspace_id = ${home.id} limit 1`).map(
    ({ id }) => id as string,
  );

test.each(queries)("%s: found by index among 10,000 key sets", async (_, run) => {
  const plans = await plansOf(hub.url, run);
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) {
    const whole = plan.nodes.filter(
      (node) => node["Node Type"] === "Seq Scan" && large.includes(node["Relation Name"] ?? ""),
    );
    expect(whole, told(plan)).toEqual([]);
  }
});

test("a key set says what its key says, or is not kept", async () => {
  const change = (column: string, value: string) =>
    hub.sql`update key_sets set ${hub.sql(column)} = ${value} where key_id = ${one.key_id}`;
  await expect(change("environment", "elsewhere")).rejects.toThrow("otherwise than its key");
  const [set] = await hub.sql`select auth_type from key_sets where key_id = ${one.key_id}`;
  const other = set!.auth_type === "basic" ? "api_key" : "basic";
  await expect(change("auth_type", other)).rejects.toThrow("otherwise than its key");
});
