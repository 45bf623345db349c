/** The memory of a gate that has 100,000 keys in use, beside the same gate before the first of them was called. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestServer } from "@/db/testing/server";
import { drive } from "./verify/load";
import { openTable } from "./verify/table";

const known = Number(process.env.KEYSMITH_BENCH_KEYS ?? 100_000);
const passes = 3;
const mostMb = 300;

const folder = mkdtempSync(join(tmpdir(), "keysmith-memory-"));
const server = await startTestServer();
const table = await openTable(server.superuserUrl, folder, { name: "memory", known, strangers: 0 });

/** Megabytes that the gate's process holds; `Hwm` = at most so far. */
function memory(which: "Rss" | "HWM"): number {
  const status = readFileSync(`/proc/${table.gate.pid}/status`, "utf8");
  return Number(new RegExp(`Vm${which.toUpperCase()}:\\s+(\\d+)`).exec(status)?.[1]) / 1_000;
}

await sleep(2_000);
const empty = memory("Rss");
const port = Number(new URL(table.gate.url).port);
for (let pass = 1; pass <= passes; pass++) {
  let sent = 0;
  const next = () => table.calls[sent++] ?? null;
  const good = (answer: Buffer) => answer.includes('{"valid":true');
  const { answers, bad } = await drive({ port, connections: 64, next, good }, 600);
  if (bad > 0 || answers !== known) throw new Error(`${bad} bad answers of ${answers}`);
  console.log(`pass ${pass}: ${known} keys called, ${memory("Rss").toFixed(0)} MB`);
}
// Until its counts are written.
await sleep(3_000);
const full = memory("Rss");
const peak = memory("HWM");
await table.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });

console.log(
  `${known} keys in memory: ${full.toFixed(0)} MB, ${(full / empty).toFixed(2)} times the ${empty.toFixed(0)} MB of an empty gate`,
);
console.log(`at most ${peak.toFixed(0)} MB on the way (the promise: under ${mostMb})`);
process.exitCode = peak < mostMb ? 0 : 1;
