/**
 * Workspace > Keys of a workspace with 100,000 key sets, from the request to the end of its HTML, beside the same page of
 * a workspace with 100 in the same hub: by every sort, and through every filter.
 */
import { createClient } from "@/db/client";
import { fillKeySets } from "@/db/testing/fill-key-sets";
import { database } from "@/lib/services/database";
import { makeWorkspace, type TestWorkspace } from "@/lib/services/testing/workspace";
import { measurePages } from "./pages/measure";
import { openHouse } from "./testing/house";

const many = Number(process.env.KEYSMITH_BENCH_KEYS ?? 100_000);
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 15);
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const house = await openHouse(["bench"], "all");
const small = await makeWorkspace(database());
const owner = createClient(house.ownerUrl, { max: 1, statementTimeoutMs: 0 });
const fill = (workspace: TestWorkspace, count: number) =>
  fillKeySets(owner, { workspace: workspace.id, madeBy: workspace.owner.id, count });
const filling = performance.now();
await fill(small, 100);
await fill(house.workspace, many);
await owner.unsafe("vacuum analyze").catch(() => {});
const one = async (table: string) => {
  const [row] = await owner`select id from ${owner(table)}
    where workspace_id = ${house.workspace.id} order by name limit 1`;
  return String(row!.id);
};
const [api, application, organization, group] = await Promise.all(
  ["apis", "applications", "organizations", "groups"].map(one),
);
await owner.end();
console.log(`${many} key sets made in ${((performance.now() - filling) / 1_000).toFixed(0)} s`);

const sorts = ["name", "created", "expires", "rotates", "lastUsed"].flatMap((sort) =>
  ["asc", "desc"].map((order) => `sort=${sort}&order=${order}`),
);
const filters = [
  ...["active", "pending", "suspended", "expired", "revoked"].map((status) => `status=${status}`),
  "status=active&sort=rotates&order=asc",
  ...["api_key", "oauth2_client_credentials", "basic"].map((type) => `authType=${type}&sort=name`),
  "environment=production&sort=lastUsed",
  "environment=sandbox&sort=expires",
  `api=${api}&sort=rotates`,
  `application=${application}`,
  `organization=${organization}&sort=name`,
  `group=${group}&sort=lastUsed`,
  ...["never", "in7", "in30", "in90", "past"].map((expiry) => `expiry=${expiry}&sort=expires`),
  `createdFrom=${day(-10)}&createdTo=${day(0)}`,
  `rotatedFrom=${day(-10)}&sort=rotates`,
  `lastUsedFrom=${day(-2)}&lastUsedTo=${day(-1)}&sort=lastUsed`,
  `expiresFrom=${day(0)}&expiresTo=${day(3)}&sort=expires`,
  "q=application+1234",
  "q=application&sort=name",
  "q=basic&sort=rotates",
  "sort=name&page=390",
  `q=application&status=active&organization=${organization}&expiry=in90&sort=name`,
];
const page = "/workspace/keys";
const what = `${many} key sets`;
const held = await measurePages({
  house,
  small,
  page,
  mark: "Search key sets",
  sorts,
  filters,
  rounds,
  what,
});
await house.close();
process.exitCode = held ? 0 : 1;
