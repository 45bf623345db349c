/**
 * The token exchange with RSA-2048, the key's state read from PostgreSQL each time, beside `crypto.sign` alone. Both have
 * the same core to themselves; the load and PostgreSQL share another. Rounds alternate; medians count.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { done } from "@/lib/services/testing/workspace";
import { openHouse } from "./testing/house";
import { cpuOf, keepTo } from "./verify/core";
import { drive, median } from "./verify/load";

const serverCore = 0;
const loadCore = 1;
const rounds = Number(process.env.KEYSMITH_BENCH_ROUNDS ?? 7);
const seconds = Number(process.env.KEYSMITH_BENCH_SECONDS ?? 3);
const least = 0.6;

keepTo(loadCore, process.pid);
const house = await openHouse(["bench"]);
done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
const gate = house.gates[0]!;
const alone = fork(new URL("./tokens/sign-alone.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
await once(alone, "message");
for (const pid of [gate.pid, alone.pid!]) keepTo(serverCore, pid);

const keys = await Promise.all(
  Array.from({ length: 100 }, () => house.key(["tokens:exchange", "orders:write"])),
);
const body = JSON.stringify({ payload: { user_id: "42", email: "ada@example.com", roles: ["editor"] } });
const requests = keys.map(({ text }) =>
  Buffer.from(
    `POST /v1/token HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${text}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  ),
);
const good = Buffer.from('{"token":"eyJ');
let turn = 0;
let exchanged = 0;

async function exchange(forSeconds = seconds) {
  const before = cpuOf(gate.pid);
  const load = {
    port: Number(new URL(gate.url).port),
    connections: 32,
    next: () => requests[turn++ % requests.length]!,
    good: (answer: Buffer) => answer.includes(good),
  };
  const { answers, bad, seconds: took } = await drive(load, forSeconds);
  if (bad > 0) throw new Error(`${bad} answers were not as they should be`);
  exchanged += answers;
  return { perSecond: answers / took, cpu: (cpuOf(gate.pid) - before) / answers };
}

async function signAlone(forSeconds = seconds) {
  const before = cpuOf(alone.pid!);
  alone.send(forSeconds);
  const [{ signatures, seconds: took }] = (await once(alone, "message")) as [
    { signatures: number; seconds: number },
  ];
  return { perSecond: signatures / took, cpu: (cpuOf(alone.pid!) - before) / signatures };
}

await exchange(2);
await signAlone(1);
const speed: number[] = [];
for (let round = 1; round <= rounds; round++) {
  const ours = await exchange();
  const bare = await signAlone();
  speed.push(ours.perSecond / bare.perSecond);
  const told = (of: typeof ours) => `${Math.round(of.perSecond)}/s at ${of.cpu.toFixed(0)} µs`;
  console.log(`round ${round}: exchange ${told(ours)}, crypto.sign alone ${told(bare)}`);
}
alone.disconnect();
await gate.stop();
const [counted] = await house.superuser`select coalesce(sum(calls), 0)::int as calls from usage`;
const [ledger] = await house.superuser`select coalesce(sum(tokens), 0)::int as tokens from token_ledger`;
await house.close();
console.log(`exchanges: ${median(speed).toFixed(2)} of what crypto.sign alone does (at least ${least})`);
console.log(`usage rows: ${counted!.calls} calls of ${exchanged}; in the ledger: ${ledger!.tokens} tokens`);
const allThere = counted!.calls === exchanged && ledger!.tokens === exchanged;
process.exitCode = median(speed) >= least && allThere ? 0 : 1;
