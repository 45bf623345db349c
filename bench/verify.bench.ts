/**
 * Verify, with 10,000 keys in use and usage counted and written, beside a bare `node:http` server that parses and echoes
 * the same JSON. The server has a core to itself; the load and PostgreSQL share another. Rounds alternate; medians count.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { openHouse } from "./testing/house";
import { cpuOf, keepTo } from "./verify/core";
import { drive, median } from "./verify/load";
import { makeKeys, verifyCall } from "./verify/make-keys";

const serverCore = 0;
const loadCore = 1;
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 7);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 3);
const leastThroughput = 0.5;
const mostCpu = 2;

// PostgreSQL, started from here, inherits the core.
keepTo(loadCore, process.pid);
const house = await openHouse(["bench"]);
const [gate] = house.gates;
const echo = fork(new URL("./verify/echo-server.ts", import.meta.url), {
  execArgv: ["--import", "tsx"],
  env: { ...process.env, NODE_ENV: "production" },
});
const [echoPort] = await once(echo, "message");
for (const pid of [gate!.pid, echo.pid!]) keepTo(serverCore, pid);
const { text: caller } = await house.key(["keys:verify"]);
const requests = (await makeKeys(house.workspace, 10_000)).map((key) => verifyCall(caller, key));
let turn = 0;
let verified = 0;

const servers = {
  verify: { port: Number(new URL(gate!.url).port), pid: gate!.pid, good: Buffer.from('{"valid":true') },
  echo: { port: Number(echoPort), pid: echo.pid!, good: Buffer.from("200 OK") },
};

async function measure(name: keyof typeof servers, forSeconds = seconds) {
  const { port, pid, good } = servers[name];
  const before = cpuOf(pid);
  const next = () => requests[turn++ % requests.length]!;
  const load = { port, connections: 64, next, good: (answer: Buffer) => answer.includes(good) };
  const { answers, bad, seconds: took } = await drive(load, forSeconds);
  if (bad > 0) throw new Error(`${bad} answers were not as they should be`);
  if (name === "verify") verified += answers;
  return { perSecond: answers / took, cpu: (cpuOf(pid) - before) / answers };
}

// Until every key has been asked for three times: in use is what memory holds.
while (turn < 3 * requests.length) await measure("verify", 1);
await measure("echo", 2);
const speed: number[] = [];
const cpu: number[] = [];
for (let round = 1; round <= rounds; round++) {
  const first = round % 2 ? "verify" : "echo";
  const one = await measure(first);
  const other = await measure(first === "verify" ? "echo" : "verify");
  const [ours, bare] = first === "verify" ? [one, other] : [other, one];
  speed.push(ours.perSecond / bare.perSecond);
  cpu.push(ours.cpu / bare.cpu);
  const told = (of: typeof ours) => `${Math.round(of.perSecond)}/s at ${of.cpu.toFixed(1)} µs`;
  console.log(`round ${round}: verify ${told(ours)}, echo ${told(bare)}`);
}

echo.disconnect();
await gate!.stop();
const [counted] = await house.superuser`select coalesce(sum(calls), 0)::int as calls from usage`;
await house.close();

console.log(`throughput: ${median(speed).toFixed(2)} of the bare server's (at least ${leastThroughput})`);
console.log(`server CPU per request: ${median(cpu).toFixed(2)} times the bare server's (at most ${mostCpu})`);
console.log(`usage rows: ${counted!.calls} calls of ${verified}`);
const held = median(speed) >= leastThroughput && !(median(cpu) > mostCpu) && counted!.calls === verified;
process.exitCode = held ? 0 : 1;
