/**
 * The token exchange with RSA-2048, the key's state read from PostgreSQL each time, beside `crypto.sign` alone, and beside
 * oidc-provider's client credentials with JWT access tokens on its in-memory store. Each has the same core to itself; the
 * load and PostgreSQL share another, so answers per second count, and CPU time is told. Rounds alternate; medians.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { done } from "@/lib/services/testing/workspace";
import { inTurn, overAndOver } from "./outpost/cost";
import { startBeside } from "./testing/beside";
import { openHouse } from "./testing/house";
import { cpuOf, keepTo } from "./verify/core";
import { drive, median } from "./verify/load";

const serverCore = 0;
const loadCore = 1;
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 9);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 2);
const least = { sign: 0.6, oidc: 1 };

keepTo(loadCore, process.pid);
const house = await openHouse(["bench"]);
done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
const gate = house.gates[0]!;
const alone = fork(new URL("./tokens/sign-alone.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
await once(alone, "message");
const clients = Array.from({ length: 100 }, (_, i) => ({
  client_id: `client-${i}`,
  client_secret: `secret-of-client-${i}-that-is-long-enough`,
}));
const oidc = await startBeside(new URL("./tokens/oidc-server.mjs", import.meta.url), {
  YARDSTICK_CLIENTS: JSON.stringify(clients),
});
for (const pid of [gate.pid, alone.pid!, oidc.pid]) keepTo(serverCore, pid);

const keys = await Promise.all(clients.map(() => house.key(["tokens:exchange", "orders:write"])));
const payload = JSON.stringify({ payload: { user_id: "42", email: "ada@example.com", roles: ["editor"] } });
const grant = "grant_type=client_credentials&scope=orders%3Awrite";
const post = (path: string, authorization: string, type: string, body: string) =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: bench\r\nAuthorization: ${authorization}\r\nContent-Type: ${type}\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  );
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
const issuers = {
  exchange: {
    pid: gate.pid,
    port: Number(new URL(gate.url).port),
    next: overAndOver(
      keys.map(({ text }) => post("/v1/token", `Bearer ${text}`, "application/json", payload)),
    ),
    begins: Buffer.from('{"token":"eyJ'),
  },
  oidc: {
    pid: oidc.pid,
    port: oidc.port,
    next: overAndOver(
      clients.map(({ client_id, client_secret }) =>
        post("/token", basic(client_id, client_secret), "application/x-www-form-urlencoded", grant),
      ),
    ),
    begins: Buffer.from('{"access_token":"eyJ'),
  },
};
let exchanged = 0;

async function issue(name: keyof typeof issuers, forSeconds: number) {
  const { pid, port, next, begins } = issuers[name];
  const before = cpuOf(pid);
  const load = { port, connections: 32, next, good: (answer: Buffer) => answer.includes(begins) };
  const { answers, bad, seconds: took } = await drive(load, forSeconds);
  if (bad > 0) throw new Error(`${bad} answers were not as they should be`);
  if (name === "exchange") exchanged += answers;
  return { perSecond: answers / took, cpu: (cpuOf(pid) - before) / answers };
}

async function signAlone(forSeconds: number) {
  const before = cpuOf(alone.pid!);
  alone.send(forSeconds);
  const [{ signatures, seconds: took }] = (await once(alone, "message")) as [
    { signatures: number; seconds: number },
  ];
  return { perSecond: signatures / took, cpu: (cpuOf(alone.pid!) - before) / signatures };
}

const speed = { sign: [] as number[], oidc: [] as number[] };
const cost = { sign: [] as number[], oidc: [] as number[] };
for (let round = 0; round <= rounds; round++) {
  const rates = { exchange: 0, sign: 0, oidc: 0 };
  const costs = { exchange: 0, sign: 0, oidc: 0 };
  const line: string[] = [];
  for (const name of inTurn(["exchange", "sign", "oidc"] as const, round)) {
    const { perSecond, cpu } = await (name === "sign" ? signAlone(seconds) : issue(name, seconds));
    rates[name] = perSecond;
    costs[name] = cpu;
    line.push(`${told(name)} ${Math.round(perSecond)}/s at ${cpu.toFixed(0)} µs`);
  }
  console.log(`${round === 0 ? "warming up" : `round ${round}`}: ${line.join(", ")}`);
  if (round === 0) continue;
  for (const name of ["sign", "oidc"] as const) {
    speed[name].push(rates.exchange / rates[name]);
    cost[name].push(costs[name] / costs.exchange);
  }
}
alone.disconnect();
oidc.stop();
await gate.stop();
const [counted] = await house.superuser`select coalesce(sum(calls), 0)::int as calls from usage`;
const [ledger] = await house.superuser`select coalesce(sum(tokens), 0)::int as tokens from token_ledger`;
await house.close();

let held = counted!.calls === exchanged && ledger!.tokens === exchanged;
for (const name of ["sign", "oidc"] as const) {
  const ratio = median(speed[name]);
  console.log(
    `exchanges: ${ratio.toFixed(2)} of what ${told(name)} does (at least ${least[name]}); ` +
      `${median(cost[name]).toFixed(2)} per CPU second`,
  );
  held &&= ratio >= least[name];
}
console.log(`usage rows: ${counted!.calls} calls of ${exchanged}; in the ledger: ${ledger!.tokens} tokens`);
process.exitCode = held ? 0 : 1;

function told(name: "exchange" | "sign" | "oidc"): string {
  return { exchange: "exchange", sign: "crypto.sign alone", oidc: "oidc-provider" }[name];
}
