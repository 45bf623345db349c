/**
 * How long verify takes at a steady 500 calls a second: alone, and while four browsers go from page to page of the same
 * hub without a rest. Quiet and busy rounds alternate; the medians of their 99th percentiles count.
 */
import { openHouse } from "./testing/house";
import { browse, signInOwner } from "./verify/browsers";
import { keepTo } from "./verify/core";
import { median } from "./verify/load";
import { makeKeys } from "./verify/make-keys";
import { startPacer } from "./verify/pacer";

const perSecond = 500;
const browsers = 4;
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 5);
const most = 3;

// The gate and its callers have a core; the console, the database and the browsers share another. Where all share all,
// a kernel lets whoever runs finish its turn (4 ms at 250 ticks a second), and the bench measures the kernel.
keepTo(1, process.pid);
const house = await openHouse(["bench"], "all");
const { url, pid } = house.gates[0]!;
keepTo(0, pid);
const caller = await house.key(["keys:verify", "tokens:exchange"]);
const calls = (await makeKeys(house.workspace, 1_000)).map((key) => ({
  key: caller.text,
  body: { key, scopes: ["orders:write"] },
}));
const cookie = await signInOwner(house, url);
const paths = [
  "/settings/workspace/access-keys",
  `/keys/${caller.id}`,
  "/settings/agent-integrations",
  "/settings/members",
];

const pacer = startPacer();
keepTo(0, pacer.pid);
const pace = { method: "POST" as const, url: `${url}/v1/keys/verify`, calls, perSecond };
const verifying = async (forSeconds = seconds) => (await pacer.run({ ...pace, seconds: forSeconds })).p99;

const warming = browse(url, cookie, paths, 1);
await verifying(3);
await warming.stop();
const quiet: number[] = [];
const busy: number[] = [];
for (let round = 1; round <= rounds; round++) {
  quiet.push(await verifying());
  const visitors = browse(url, cookie, paths, browsers);
  busy.push(await verifying());
  const pages = await visitors.stop();
  console.log(
    `round ${round}: p99 ${quiet.at(-1)!.toFixed(1)} ms alone, ${busy.at(-1)!.toFixed(1)} ms beside ${pages} pages`,
  );
}
pacer.close();
await house.close();

const ratio = median(busy) / median(quiet);
console.log(`p99 of verify beside pages: ${ratio.toFixed(2)} times the quiet one (at most ${most})`);
process.exitCode = ratio <= most ? 0 : 1;
