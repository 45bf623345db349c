/**
 * The keys page of a workspace with 100,000 access keys, from the request to the end of its HTML, beside the same page of
 * a workspace with 100 in the same hub. Addresses alternate between the two; each address's median counts.
 */
import { createClient } from "@/db/client";
import { fillKeys } from "@/db/testing/fill-keys";
import { database } from "@/lib/services/database";
import { makeWorkspace, type TestWorkspace } from "@/lib/services/testing/workspace";
import { openHouse } from "./testing/house";
import { signInOwner } from "./verify/browsers";
import { cpuOf } from "./verify/core";
import { median } from "./verify/load";

const many = Number(process.env.KEYSMITH_BENCH_KEYS ?? 100_000);
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 15);
const mostMs = 300;
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
const [gate] = house.gates;
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

const cookies = {
  big: await signInOwner(house, gate!.url),
  small: await signInOwner({ ...house, workspace: small }, gate!.url),
};

/** Milliseconds from the request to the last byte of the HTML. */
async function open(whose: keyof typeof cookies, query: string): Promise<number> {
  const asked = performance.now();
  const answer = await fetch(`${gate!.url}${page}?${query}`, { headers: { cookie: cookies[whose] } });
  const html = await answer.text();
  const ms = performance.now() - asked;
  if (answer.status !== 200 || !html.trimEnd().endsWith("</html>") || !html.includes("Search keys"))
    throw new Error(`${page}?${query} answered ${answer.status}, ${html.length} characters`);
  return ms;
}

for (let warm = 0; warm < 3; warm++) for (const query of sorts) await open(warm % 2 ? "big" : "small", query);
const ratios: number[] = [];
const medians: number[] = [];
const cpuBefore = cpuOf(gate!.pid);
for (const query of [...sorts, ...filters]) {
  const times = { big: [] as number[], small: [] as number[] };
  for (let round = 0; round < rounds; round++)
    for (const whose of round % 2 ? (["big", "small"] as const) : (["small", "big"] as const))
      times[whose].push(await open(whose, query));
  const [big, little] = [median(times.big), median(times.small)];
  medians.push(big);
  ratios.push(big / little);
  console.log(
    `${big.toFixed(0).padStart(5)} ms (${(big / little).toFixed(2)} times ${little.toFixed(0)} ms)  ${query}`,
  );
}
const gateCpuMs = (cpuOf(gate!.pid) - cpuBefore) / 1_000 / (medians.length * rounds * 2);
await house.close();

const slowest = Math.max(...medians);
console.log(`the gate's own CPU per page: ${gateCpuMs.toFixed(1)} ms`);
console.log(`${many} keys: ${median(ratios).toFixed(2)} times the page of 100 keys`);
console.log(
  `median ${median(medians).toFixed(0)} ms, slowest address ${slowest.toFixed(0)} ms (at most ${mostMs})`,
);
process.exitCode = slowest < mostMs ? 0 : 1;
