/**
 * 10,000 rotations that are due at one moment: how many a second the schedule carries out, and what that does to verify
 * at a steady 500 calls a second of the very process that rotates. Quiet rounds before and after, busy ones between; the
 * medians of their medians count.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { fillKeySets } from "@/db/testing/fill-key-sets";
import { openHouse } from "./testing/house";
import { keepTo } from "./verify/core";
import { median } from "./verify/load";
import { makeKeys } from "./verify/make-keys";
import { type Durations, startPacer } from "./verify/pacer";

const due = Number(process.env.KEYSMITH_BENCH_DUE ?? 10_000);
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 4);
const perSecond = 500;
const leastRate = 200;
const mostRatio = 1.25;

// The gate, which keeps the schedule too, and its callers have a core; the database has the other.
keepTo(1, process.pid);
const house = await openHouse(["bench"], "all");
const { url, pid } = house.gates[0]!;
keepTo(0, pid);
const { superuser: sql, workspace } = house;
const caller = await house.key(["keys:verify"]);
const calls = (await makeKeys(workspace, 1_000)).map((key) => ({
  key: caller.text,
  body: { key, scopes: ["orders:write"] },
}));
// Some are pending or revoked, and rotate by no schedule.
await fillKeySets(sql, { workspace: workspace.id, madeBy: workspace.owner.id, count: Math.ceil(due * 1.1) });
const policy = {
  ...{ expiration: { amount: 12, unit: "months" }, rotation: { amount: 30, unit: "days" } },
  ...{ manualRegeneration: true, overlapDays: 7, retrievable: true, notifyDays: [7, 1] },
};
await sql`update key_sets set policy = ${sql.json(policy)}`;
await sql`update key_versions set rotates_at = null, expires_at = null from keys k
  where k.id = key_id and k.kind = 'key_set'`;
await sql.unsafe("vacuum analyze");

const pacer = startPacer();
keepTo(0, pacer.pid);
const verifying = (forSeconds = seconds): Promise<Durations> =>
  pacer.run({ method: "POST", url: `${url}/v1/keys/verify`, calls, perSecond, seconds: forSeconds });
const told = ({ median, p99 }: Durations) => `median ${median.toFixed(2)} ms, p99 ${p99.toFixed(1)} ms`;
const left = async () => {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from keys where rotates_at <= now()`;
  return row!.n;
};

await verifying(3);
const quiet: number[] = [];
const busy: number[] = [];
async function quietRounds(count: number): Promise<void> {
  for (let round = 0; round < count; round++) {
    const took = await verifying();
    quiet.push(took.median);
    console.log(`alone: ${told(took)}`);
  }
}
await quietRounds(rounds);

const startsAt = new Date(Date.now() + 5_000 + due * 2);
await sql`update key_versions v set rotates_at = ${startsAt} where v.id in (
  select v.id from key_versions v join keys k on k.id = v.key_id
  where k.kind = 'key_set' and v.latest and v.activated_at is not null and v.revoked_at is null
  order by v.id limit ${due})`;
await sql.unsafe("vacuum analyze keys, key_versions");
await sleep(Math.max(0, startsAt.getTime() - Date.now()));
while ((await left()) === due) await sleep(50);
for (let rest = await left(); rest > 0; ) {
  const took = await verifying();
  rest = await left();
  // A round in whose time the last was rotated is no busy one.
  if (rest > 0 || busy.length === 0) busy.push(took.median);
  console.log(`beside the sweep: ${told(took)}, ${rest} left`);
}
await quietRounds(rounds);
pacer.close();
const [swept] = await sql<{ rotated: number; seconds: number }[]>`
  select count(*)::int as rotated, extract(epoch from max(created_at) - min(created_at))::float8 as seconds
  from key_versions where made_by = 'schedule'`;
await house.close();

const rate = swept!.rotated / swept!.seconds;
const ratio = median(busy) / median(quiet);
console.log(`${swept!.rotated} of ${due} rotated, ${rate.toFixed(0)} a second (at least ${leastRate})`);
console.log(
  `median of verify beside the sweep: ${ratio.toFixed(2)} times the quiet one (at most ${mostRatio})`,
);
process.exitCode = swept!.rotated === due && rate >= leastRate && ratio <= mostRatio ? 0 : 1;
