/**
 * An Outpost with 100,000 keys: how long it takes from its start until it has all of them from the hub, how soon it
 * answers after a restart while the hub is away, and how much memory it ever held until then; and, for the record, how much
 * when all keys are called at once.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { runCommand } from "@/lib/services/run-command";
import { done } from "@/lib/services/testing/workspace";
import { buildOutpost } from "@/outpost/build.mjs";
import { callOnce, costOf, onceEach } from "./outpost/cost";
import { freePort } from "./testing/free-port";
import { openHouse } from "./testing/house";
import { addKeys } from "./verify/bulk-keys";
import { cpuOf } from "./verify/core";
import { median } from "./verify/load";

const known = Number(process.env.KEYSMITH_BENCH_KEYS ?? 100_000);
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 3);
const most = { mb: 200, syncMs: 3_000, restartMs: 1_000 };

const folder = mkdtempSync(join(tmpdir(), "keysmith-outpost-memory-"));
const house = await openHouse(["bench"]);
const texts = await addKeys(house.superuser, house.workspace.id, known);
for (const table of ["keys", "key_versions"]) await house.superuser.unsafe(`vacuum analyze ${table}`);
const { token } = done(
  await runCommand(enrolOutpost, house.workspace.as(), { name: "Edge", environment: null }),
);
await buildOutpost(join(folder, "program"));
const requests = texts.map((text) =>
  Buffer.from(
    `GET /_outpost/auth HTTP/1.1\r\nHost: api.example.com\r\nAuthorization: Bearer ${text}\r\n\r\n`,
  ),
);

/** Starts an Outpost; gives how long it took until a call of the last key was let in. */
async function start(state: string) {
  const port = await freePort();
  const args = ["--hub", house.gates[0]!.url, "--host", "127.0.0.1", "--port", String(port)];
  const begun = performance.now();
  const program = join(folder, "program", "main.js");
  const child = spawn(process.execPath, [program, ...args, "--log-level", "warn", "--state", state], {
    env: { ...process.env, KEYSMITH_OUTPOST_TOKEN: token!.reveal(), NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  while ((await callOnce(port, requests.at(-1)!).catch(() => 0)) !== 204) {
    if (child.exitCode !== null || performance.now() - begun > 60_000)
      throw new Error("the Outpost does not answer");
    await sleep(10);
  }
  const tookMs = performance.now() - begun;
  return {
    tookMs,
    /** CPU time of the Outpost until then: on a busy machine the better measure. */
    cpuMs: cpuOf(child.pid!) / 1_000,
    served: { pid: child.pid!, port },
    /** Megabytes that its process has held at most. */
    peak: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1_000,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const syncMs: number[] = [];
let peak = 0;
let called = 0;
for (let round = 1; round <= rounds; round++) {
  const outpost = await start(join(folder, `state-${round}`));
  syncMs.push(outpost.tookMs);
  const synced = outpost.peak();
  peak = Math.max(peak, synced);
  const { answers } = await costOf(outpost.served, onceEach(requests), 204, 600);
  if (answers !== known) throw new Error(`${answers} answers`);
  await sleep(1_000);
  called = Math.max(called, outpost.peak());
  console.log(
    `round ${round}: ${known} keys in ${outpost.tookMs.toFixed(0)} ms (${outpost.cpuMs.toFixed(0)} ms of its CPU time) with ${synced.toFixed(0)} MB, all called with ${outpost.peak().toFixed(0)} MB`,
  );
  await outpost.stop();
}
await house.gates[0]!.stop();
const restartMs: number[] = [];
for (let round = 1; round <= rounds; round++) {
  const outpost = await start(join(folder, `state-${round}`));
  restartMs.push(outpost.tookMs);
  peak = Math.max(peak, outpost.peak());
  console.log(
    `restart ${round}: answers from disk after ${outpost.tookMs.toFixed(0)} ms (${outpost.cpuMs.toFixed(0)} ms of its CPU time)`,
  );
  await outpost.stop();
}
await house.close();
rmSync(folder, { recursive: true, force: true });

console.log(
  `memory: at most ${peak.toFixed(0)} MB (under ${most.mb}), ${called.toFixed(0)} MB when all are called at once`,
);
console.log(`full sync: ${median(syncMs).toFixed(0)} ms at the median (under ${most.syncMs})`);
console.log(`restart: ${median(restartMs).toFixed(0)} ms at the median (under ${most.restartMs})`);
const held = peak < most.mb && median(syncMs) < most.syncMs && median(restartMs) < most.restartMs;
process.exitCode = held ? 0 : 1;
