/**
 * What an Outpost's forward-auth costs per request: with tokens that repeat, beside a bare `node:http` server that asks
 * nothing; with tokens that it has never seen, beside that server with jose's `jwtVerify` in it; and both beside express
 * with express-jwt and jwks-rsa. CPU time of each server's process, which has a core to itself; the load, the hub and
 * PostgreSQL share another. Rounds alternate; the medians of their ratios count.
 */
import { callOnce, costOf, inTurn, onceEach, overAndOver } from "./outpost/cost";
import { openEdge } from "./outpost/edge";
import { startBeside } from "./testing/beside";
import { keepTo } from "./verify/core";
import { median } from "./verify/load";

const serverCore = 0;
const loadCore = 1;
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 15);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 0.7);
const repeating = Number(process.env.KEYSMITH_BENCH_KEYS ?? 1_000);
const newEachRound = Number(process.env.KEYSMITH_BENCH_TOKENS ?? 5_000);
const least = { repeated: { bare: 0.6, express: 4 }, unseen: { jose: 0.8, express: 1.4 } };

// The hub and PostgreSQL, started from here, inherit the core. To sign tokens in advance takes all there are.
keepTo(loadCore, process.pid);
const edge = await openEdge(repeating);
keepTo("any", process.pid);
const signing = performance.now();
const tokens = await edge.tokens(repeating + newEachRound * (rounds + 1));
console.log(`${tokens.length} tokens signed in ${((performance.now() - signing) / 1_000).toFixed(0)} s`);
keepTo(loadCore, process.pid);

const beside = (name: string) =>
  startBeside(new URL(`./outpost/${name}-server.mjs`, import.meta.url), edge.settings);
const yardsticks = {
  bare: await beside("bare"),
  jose: await beside("jose"),
  express: await beside("express"),
};
const servers = { outpost: await edge.outpost(), ...yardsticks };
type Name = keyof typeof servers;
for (const { pid } of Object.values(servers)) keepTo(serverCore, pid);

/** As a proxy asks that stands in front. */
const asked = (token: string) =>
  Buffer.from(
    `GET /_outpost/auth HTTP/1.1\r\nHost: api.example.com\r\nX-Original-Method: GET\r\nX-Original-URI: /orders/42\r\n` +
      `Authorization: Bearer ${token}\r\n\r\n`,
  );
const requests = tokens.map(asked);
const known = requests.slice(0, repeating);
const newIn = (round: number) => {
  const from = repeating + round * newEachRound;
  return requests.slice(from, from + newEachRound);
};
const [head, body] = tokens[0]!.split(".");
const forged = asked(`${head}.${body}.${tokens[1]!.split(".")[2]}`);
for (const name of ["outpost", "jose", "express"] as const)
  if ((await callOnce(servers[name].port, forged)) !== 401) throw new Error(`${name} takes a forged token`);

let vouched = 0;
async function measure(name: Name, kind: keyof typeof least, round: number) {
  const cost =
    kind === "repeated"
      ? await costOf(servers[name], overAndOver(known), 204, seconds)
      : await costOf(servers[name], onceEach(newIn(round)), 204, 600);
  if (name === "outpost") vouched += cost.answers;
  return cost;
}

let held = true;
for (const kind of ["repeated", "unseen"] as const) {
  const others = Object.keys(least[kind]) as Name[];
  const ratios = new Map(others.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    const cpu = new Map<Name, number>();
    const line: string[] = [];
    for (const name of inTurn(["outpost" as const, ...others], round)) {
      const cost = await measure(name, kind, round);
      cpu.set(name, cost.cpu);
      line.push(`${name} ${cost.cpu.toFixed(1)} µs (${Math.round(cost.perSecond)}/s)`);
    }
    console.log(`${kind} ${round === 0 ? "to warm up" : round}: ${line.join(", ")}`);
    if (round > 0) for (const name of others) ratios.get(name)!.push(cpu.get(name)! / cpu.get("outpost")!);
  }
  for (const [name, bound] of Object.entries(least[kind])) {
    const ratio = median(ratios.get(name as Name)!);
    console.log(
      `${kind} tokens: ${ratio.toFixed(2)} times as many per CPU second as ${name} (at least ${bound})`,
    );
    held &&= !(ratio < bound);
  }
}

for (const server of Object.values(yardsticks)) server.stop();
await servers.outpost.stop();
await edge.house.gates[0]!.stop();
const [counted] = await edge.house.superuser`select coalesce(sum(calls), 0)::int as calls from usage`;
await edge.close();
console.log(`usage rows: ${counted!.calls} calls of ${vouched}`);
process.exitCode = held && counted!.calls === vouched ? 0 : 1;
