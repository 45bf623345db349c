/**
 * Verify, with 10,000 keys in use and usage counted and written, beside a bare `node:http` server that parses and echoes
 * the same JSON. The server has a core to itself; the load and PostgreSQL share another. Rounds alternate; medians count.
 */
import { spawnSync } from "node:child_process";
import { startTestServer } from "@/db/testing/server";
import { INTERNAL } from "@/lib/config";
import { openTestHub } from "@/lib/services/testing/workspace";
import { drive, median } from "./verify/load";
import { makeKeys } from "./verify/make-keys";
import { type Served, spawnServer } from "./verify/spawn-server";

const serverCore = "0";
const loadCore = "1";
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 7);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 3);
const leastThroughput = 0.5;
const mostCpu = 2;

// PostgreSQL, started from here, inherits the core.
if (process.platform === "linux") spawnSync("taskset", ["-a", "-cp", loadCore, String(process.pid)]);
const database = await startTestServer({ fsync: true });
const hub = await openTestHub();
const { caller, texts } = await makeKeys(hub, 10_000);
const gate = await spawnServer("./gate-server.ts", serverCore, { [INTERNAL.runUrl]: hub.url });
const echo = await spawnServer("./echo-server.ts", serverCore);

const requests = texts.map((key) => request({ key, scopes: ["orders:write"], environment: "production" }));
const valid = Buffer.from('{"valid":true');
let turn = 0;
let verified = 0;

async function measure(server: Served, good: (answer: Buffer) => boolean, forSeconds = seconds) {
  const before = await server.cpu();
  const next = () => requests[turn++ % requests.length]!;
  const measured = await drive({ port: server.port, connections: 64, next, good }, forSeconds);
  const cpu = (await server.cpu()) - before;
  if (measured.bad > 0) throw new Error(`${measured.bad} answers were not as they should be`);
  return {
    perSecond: measured.answers / measured.seconds,
    cpuPerRequest: cpu / measured.answers,
    ...measured,
  };
}
const measureGate = async (forSeconds?: number) => {
  const measured = await measure(gate, (answer) => answer.includes(valid), forSeconds);
  verified += measured.answers;
  return measured;
};
const measureEcho = (forSeconds?: number) => measure(echo, (answer) => answer.includes("200 OK"), forSeconds);

// Until every key has been asked for three times: in use is what memory holds.
while (turn < 3 * requests.length) await measureGate(1);
await measureEcho(2);
const speed: number[] = [];
const cpu: number[] = [];
for (let round = 1; round <= rounds; round++) {
  const [ours, bare] = round % 2 ? [await measureGate(), await measureEcho()] : await echoFirst();
  speed.push(ours.perSecond / bare.perSecond);
  cpu.push(ours.cpuPerRequest / bare.cpuPerRequest);
  console.log(
    `round ${round}: verify ${Math.round(ours.perSecond)}/s at ${ours.cpuPerRequest.toFixed(1)} µs,` +
      ` echo ${Math.round(bare.perSecond)}/s at ${bare.cpuPerRequest.toFixed(1)} µs`,
  );
}
async function echoFirst() {
  const bare = await measureEcho();
  return [await measureGate(), bare] as const;
}

await gate.stop();
await echo.stop();
const [counted] =
  await hub.sql`select coalesce(sum(calls), 0)::int as calls from usage where outcome = 'valid'`;
await hub.close();
await database.stop();

console.log(`throughput: ${median(speed).toFixed(2)} of the bare server's (at least ${leastThroughput})`);
console.log(`server CPU per request: ${median(cpu).toFixed(2)} times the bare server's (at most ${mostCpu})`);
console.log(`usage rows: ${counted!.calls} calls of ${verified}`);
const held = median(speed) >= leastThroughput && median(cpu) <= mostCpu && counted!.calls === verified;
process.exitCode = held ? 0 : 1;

function request(body: object): Buffer {
  const json = JSON.stringify(body);
  return Buffer.from(
    `POST /v1/keys/verify HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${caller}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}
