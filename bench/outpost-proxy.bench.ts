/**
 * An Outpost as a reverse proxy, with tokens that repeat, beside http-proxy-3 that asks nobody who they are, in front of
 * the same API: CPU time of each proxy's process, which has a core to itself. Then, at a steady pace, how much later an
 * answer comes through the Outpost than from the API itself. Rounds alternate; medians count.
 */
import { costOf, inTurn, overAndOver } from "./outpost/cost";
import { openEdge } from "./outpost/edge";
import { startBeside } from "./testing/beside";
import { keepTo } from "./verify/core";
import { median } from "./verify/load";
import { startPacer } from "./verify/pacer";

const proxyCore = 0;
const restCore = 1;
const perSecond = 1_000;
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 15);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 1);
const repeating = Number(process.env.KEYSMITH_BENCH_KEYS ?? 1_000);
const least = 1.3;
const mostMs = { median: 1, p99: 2 };

// The hub, PostgreSQL and the API, started from here, inherit the core.
keepTo(restCore, process.pid);
const edge = await openEdge(repeating);
const tokens = await edge.tokens(repeating);
const program = (name: string) => new URL(`./outpost/${name}-server.mjs`, import.meta.url);
const api = await startBeside(program("api"));
const upstream = `http://127.0.0.1:${api.port}`;
const proxies = {
  outpost: await edge.outpost(upstream),
  "http-proxy-3": await startBeside(program("proxy"), { YARDSTICK_UPSTREAM: upstream }),
};
for (const { pid } of Object.values(proxies)) keepTo(proxyCore, pid);

const requests = tokens.map((token) =>
  Buffer.from(
    `GET /orders/42 HTTP/1.1\r\nHost: api.example.com\r\nAccept: application/json\r\nUser-Agent: bench\r\n` +
      `Authorization: Bearer ${token}\r\n\r\n`,
  ),
);
let passed = 0;
const ratios: number[] = [];
for (let round = 0; round <= rounds; round++) {
  const cpu = { outpost: 0, "http-proxy-3": 0 };
  const line: string[] = [];
  for (const name of inTurn(["outpost", "http-proxy-3"] as const, round)) {
    const cost = await costOf(proxies[name], overAndOver(requests), 200, seconds);
    cpu[name] = cost.cpu;
    if (name === "outpost") passed += cost.answers;
    line.push(`${name} ${cost.cpu.toFixed(1)} µs (${Math.round(cost.perSecond)}/s)`);
  }
  console.log(`${round === 0 ? "warming up" : `round ${round}`}: ${line.join(", ")}`);
  if (round > 0) ratios.push(cpu["http-proxy-3"] / cpu.outpost);
}

const pacer = startPacer();
keepTo(restCore, pacer.pid);
const calls = tokens.map((key) => ({ key }));
const pace = (port: number) =>
  pacer.run({ method: "GET", url: `http://127.0.0.1:${port}/orders/42`, calls, perSecond, seconds });
const added = { median: [] as number[], p99: [] as number[] };
for (let round = 0; round <= rounds; round++) {
  const took = { through: { median: 0, p99: 0 }, direct: { median: 0, p99: 0 } };
  for (const way of inTurn(["through", "direct"] as const, round))
    took[way] = await pace(way === "through" ? proxies.outpost.port : api.port);
  passed += perSecond * seconds;
  const { through, direct } = took;
  const said = ({ median, p99 }: typeof through) => `${median.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
  console.log(
    `paced ${round === 0 ? "to warm up" : round}: through ${said(through)}; direct ${said(direct)}`,
  );
  if (round === 0) continue;
  added.median.push(through.median - direct.median);
  added.p99.push(through.p99 - direct.p99);
}
pacer.close();

proxies["http-proxy-3"].stop();
await proxies.outpost.stop();
api.stop();
await edge.house.gates[0]!.stop();
const [counted] = await edge.house.superuser`select coalesce(sum(calls), 0)::int as calls from usage`;
await edge.close();

const ratio = median(ratios);
const more = { median: median(added.median), p99: median(added.p99) };
console.log(
  `as a proxy: ${ratio.toFixed(2)} times as many per CPU second as http-proxy-3 (at least ${least})`,
);
console.log(
  `at ${perSecond}/s it adds ${more.median.toFixed(2)} ms at the median (at most ${mostMs.median}) and ` +
    `${more.p99.toFixed(2)} ms at the 99th percentile (at most ${mostMs.p99})`,
);
console.log(`usage rows: ${counted!.calls} calls of ${passed}`);
const inTime = more.median <= mostMs.median && more.p99 <= mostMs.p99;
process.exitCode = !(ratio < least) && inTime && counted!.calls === passed ? 0 : 1;
