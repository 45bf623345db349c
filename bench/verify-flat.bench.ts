/**
 * What one verify costs the server with 10,000 keys in the table, and with 1,000,000: hot, where the gate has the key in
 * memory, and cold, where it has to ask for it. CPU time, of the gate and of the database's work for it; rounds alternate
 * between the two tables, and the medians of their ratios count.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestServer } from "@/db/testing/server";
import { keepTo } from "./verify/core";
import { drive, median } from "./verify/load";
import { openTable, type Table } from "./verify/table";

const known = Number(process.env.KEYSMITH_BENCH_HOT ?? 10_000);
const many = Number(process.env.KEYSMITH_BENCH_KEYS ?? 1_000_000);
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 9);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 3);
const most = { hot: 1.1, cold: 1.5 };

// PostgreSQL, started from here, inherits the core; the gates have the other one.
keepTo(1, process.pid);
const folder = mkdtempSync(join(tmpdir(), "keysmith-flat-"));
const server = await startTestServer({ fsync: true });
const filling = performance.now();
const small = await openTable(server.superuserUrl, folder, { name: "small", known, strangers: 0 });
const large = await openTable(server.superuserUrl, folder, { name: "large", known, strangers: many - known });
console.log(`${many} keys made in ${((performance.now() - filling) / 1_000).toFixed(0)} s`);
for (const { gate } of [small, large]) keepTo(0, gate.pid);

interface Cost {
  gate: number;
  all: number;
}

/** Microseconds of CPU per answer while the calls are sent, each once (cold) or round and round (hot). */
async function cost(table: Table, how: "hot" | "cold"): Promise<Cost> {
  if (how === "cold") await table.forget();
  let sent = 0;
  const once = () => table.calls[sent++] ?? null;
  const next = how === "cold" ? once : () => table.calls[sent++ % table.calls.length]!;
  const before = await table.cpu();
  const port = Number(new URL(table.gate.url).port);
  const good = (answer: Buffer) => answer.includes('{"valid":true');
  const { answers, bad } = await drive({ port, connections: 64, next, good }, how === "cold" ? 600 : seconds);
  const after = await table.cpu();
  if (bad > 0) throw new Error(`${bad} answers were not as they should be`);
  const gate = (after.gate - before.gate) / answers;
  return { gate, all: gate + (after.database - before.database) / answers };
}

for (const table of [small, large]) {
  await cost(table, "cold");
  await cost(table, "hot");
}
const found: Record<string, number> = {};
for (const how of ["hot", "cold"] as const) {
  const ratios = { gate: [] as number[], all: [] as number[] };
  for (let round = 1; round <= rounds; round++) {
    const order = round % 2 ? [small, large] : [large, small];
    const costs = new Map<Table, Cost>();
    for (const table of order) costs.set(table, await cost(table, how));
    const [little, big] = [costs.get(small)!, costs.get(large)!];
    ratios.gate.push(big.gate / little.gate);
    ratios.all.push(big.all / little.all);
    const told = (of: Cost) => `${of.gate.toFixed(1)} µs + database ${(of.all - of.gate).toFixed(1)} µs`;
    console.log(`${how} ${round}: ${known} keys ${told(little)}, ${many} keys ${told(big)}`);
  }
  found[how] = median(ratios.all);
  console.log(`${how}: the gate's CPU per request ${median(ratios.gate).toFixed(2)} times`);
}
await Promise.all([small.close(), large.close()]);
await server.stop();
rmSync(folder, { recursive: true, force: true });

let held = true;
for (const [how, limit] of Object.entries(most)) {
  console.log(
    `${how}: server CPU per request ${found[how]!.toFixed(2)} times with ${many} keys (at most ${limit})`,
  );
  if (found[how]! > limit) held = false;
}
process.exitCode = held ? 0 : 1;
