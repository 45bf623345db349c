/**
 * The keys page of a workspace with 100,000 access keys, from the request to the end of its HTML, beside the same page of
 * a workspace with 100 in the same hub. Addresses alternate between the two; each address's median counts.
 */
import { createClient } from "@/db/client";
import { fillKeys } from "@/db/testing/fill-keys";
import { database } from "@/lib/services/database";
import { makeWorkspace, type TestWorkspace } from "@/lib/services/testing/workspace";
import { measurePages } from "./pages/measure";
import { openHouse } from "./testing/house";

const many = Number(process.env.KEYSMITH_BENCH_KEYS ?? 100_000);
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 15);
const page = "/settings/workspace/access-keys";

const sorts = ["name", "created", "lastUsed", "expires"].flatMap((sort) =>
  ["asc", "desc"].map((order) => `sort=${sort}&order=${order}`),
);
const filters = [
  "status=active",
  "status=revoked",
  "status=expired&sort=expires&order=desc",
  "status=suspended&sort=lastUsed",
  "environment=sandbox",
  "environment=staging&sort=expires&order=asc",
  "scope=audit%3Aread&sort=name",
  "scope=orders%3Awrite&sort=lastUsed",
  "expiry=in7&sort=name",
  "expiry=never&sort=lastUsed",
  "expiry=past",
  "notice=unused",
  "notice=old&sort=name",
  "q=worker+4711",
  "q=orders&sort=name",
  "q=team+ab&sort=expires",
  "q=zq&sort=name",
  "sort=name&page=390",
  "status=active&environment=production&scope=orders%3Aread&sort=name&q=orders",
];

const house = await openHouse(["bench"], "all");
const small = await makeWorkspace(database());
const owner = createClient(house.ownerUrl, { max: 1, statementTimeoutMs: 0 });
const fill = (workspace: TestWorkspace, count: number) =>
  fillKeys(owner, { workspace: workspace.id, madeBy: workspace.owner.id, count });
const filling = performance.now();
await fill(small, 100);
await fill(house.workspace, many);
await owner.unsafe("vacuum analyze").catch(() => {});
await owner.end();
console.log(`${many} keys made in ${((performance.now() - filling) / 1_000).toFixed(0)} s`);

const mark = "Search keys";
const held = await measurePages({ house, small, page, mark, sorts, filters, rounds, what: `${many} keys` });
await house.close();
process.exitCode = held ? 0 : 1;
