/**
 * The promise of a withdrawal: once it has been acknowledged, no gate lets the key through, whatever state the gate is
 * in. Every key is used 50 times a second at both gates while it is revoked.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { ACK_LIMIT_MS, LIVE_MS, POLL_EVERY_MS } from "@/lib/domain/feed/lease";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { runCommand } from "@/lib/services/run-command";
import { Caller } from "../testing/caller";
import { type House, type MadeKey, openHouse } from "../testing/house";
import { TROUBLES, type Trouble } from "./troubles";
import { type User, useKey } from "./users";

const callsPerSecond = 50;
const warmUpLimitMs = 20_000;
const watchedMs = 1_500;

export interface WithdrawalOptions {
  /** Revocations under each trouble. */
  revocations: number;
  /** Keys that are used and revoked side by side. */
  atOnce: number;
  log(line: string): void;
}

export interface WithdrawalFigures {
  trouble: string;
  revocations: number;
  /** Calls let through before the acknowledgement: proof that the keys were in use. */
  before: number;
  /** Calls sent after the acknowledgement, by gate. */
  after: Record<string, number>;
  /** Of those, the ones let through. Must be 0. */
  passed: number;
  /** What the receipts said, and how often: "gate-one | gate-two" = the first had reported, the second had not. */
  receipts: Record<string, number>;
  /** Those that said something else than what was so. Must be empty. */
  wrongReceipts: string[];
  /** Times from the request to the acknowledgement. */
  medianMs: number;
  longestMs: number;
}

interface Revocation {
  key: MadeKey;
  user: User;
  acknowledgedAt: number;
  tookMs: number;
  receipt: Receipt;
}

/** A revocation, and for how long the trouble had lasted when the hub began to wait for the living gates. */
type Judged = Revocation & { lastedMs: number };

export async function soakWithdrawals(options: WithdrawalOptions): Promise<WithdrawalFigures[]> {
  const house = await openHouse(["gate-one", "gate-two"]);
  const caller = new Caller();
  try {
    const verifier = await house.key(["keys:verify"]);
    const manager = await house.key(["keys:write"]);
    const all: WithdrawalFigures[] = [];
    for (const make of TROUBLES) {
      const trouble = make(house);
      const done: Judged[] = [];
      while (done.length < options.revocations) {
        const count = Math.min(options.atOnce, options.revocations - done.length);
        done.push(...(await round(house, caller, { trouble, verifier, manager, count })));
      }
      const figures = sumUp(house, trouble, done);
      options.log(line(figures));
      all.push(figures);
    }
    return all;
  } finally {
    caller.close();
    await house.close();
  }
}

interface Round {
  trouble: Trouble;
  verifier: MadeKey;
  manager: MadeKey;
  count: number;
}

async function round(house: House, caller: Caller, { trouble, verifier, manager, count }: Round) {
  const keys = await Promise.all(Array.from({ length: count }, () => house.key(["orders:write"])));
  const users = keys.map((key) => useKey(caller, house, key, verifier, callsPerSecond));
  await untilInUse(house, users);
  const begunAt = performance.now();
  await trouble.begin();
  await sleep(Math.random() * trouble.revokeWithinMs);
  const revoking = keys.map((key, n) => {
    const door = trouble.doors[n % trouble.doors.length]!;
    return door === "console"
      ? revokeInConsole(house, key, users[n]!)
      : revoke(caller, house.gates[door]!.url, manager, key, users[n]!);
  });
  const revocations = await Promise.all([...revoking, trouble.meanwhile()]);
  await trouble.end();
  await sleep(watchedMs);
  await Promise.all(users.map((user) => user.stop()));
  return (revocations.slice(0, count) as Revocation[]).map((one) => ({
    ...one,
    lastedMs: one.acknowledgedAt - one.receipt.elapsedMs - begunAt,
  }));
}

/** Until every gate has let every key through; else the revocation would prove nothing. */
async function untilInUse({ gates }: House, users: readonly User[]): Promise<void> {
  const inUse = ({ uses }: User) =>
    gates.every(({ name }) => uses.filter((use) => use.gate === name && use.passed).length > 3);
  for (let waitedMs = 0; !users.every(inUse); waitedMs += 50) {
    if (waitedMs > warmUpLimitMs)
      throw new Error("a key is let through by one gate at most: nothing to revoke");
    await sleep(50);
  }
}

/** The console's way: the command, in a process that is no gate. */
async function revokeInConsole({ workspace }: House, key: MadeKey, user: User): Promise<Revocation> {
  const startedAt = performance.now();
  const answer = await runCommand(revokeKey, workspace.as(), { id: key.id, reason: "leaked" });
  const acknowledgedAt = performance.now();
  if (answer.kind !== "done" || !answer.receipt) throw new Error(`revoke: ${JSON.stringify(answer)}`);
  return { key, user, acknowledgedAt, tookMs: acknowledgedAt - startedAt, receipt: answer.receipt };
}

async function revoke(
  caller: Caller,
  gateUrl: string,
  manager: MadeKey,
  key: MadeKey,
  user: User,
): Promise<Revocation> {
  const startedAt = performance.now();
  const url = `${gateUrl}/v1/keys/${key.id}/revoke`;
  const reply = await caller.send("POST", url, manager.text, { reason: "leaked" });
  if (reply.status !== 200) throw new Error(`revoke was answered ${reply.status}: ${reply.body}`);
  const { receipt } = JSON.parse(reply.body);
  return {
    key,
    user,
    acknowledgedAt: reply.answeredAt,
    tookMs: reply.answeredAt - startedAt,
    receipt: { ...receipt, elapsedMs: receipt.elapsed_ms },
  };
}

function sumUp({ gates }: House, trouble: Trouble, done: Judged[]): WithdrawalFigures {
  const late = done.flatMap(({ user, acknowledgedAt }) =>
    user.uses.filter((use) => use.sentAt > acknowledgedAt),
  );
  const early = done.flatMap(({ user, acknowledgedAt }) =>
    user.uses.filter((use) => use.sentAt <= acknowledgedAt && use.passed),
  );
  const times = done.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return {
    trouble: trouble.name,
    revocations: done.length,
    before: early.length,
    after: Object.fromEntries(
      gates.map(({ name }) => [name, late.filter((use) => use.gate === name).length]),
    ),
    passed: late.filter((use) => use.passed).length,
    receipts: counted(done.map(({ receipt }) => said(receipt))),
    wrongReceipts: done
      .filter((one) => !isRight(one, trouble))
      .map(({ receipt }) => `${said(receipt)} after ${receipt.elapsedMs} ms`),
    medianMs: Math.round(times[times.length >> 1] ?? 0),
    longestMs: Math.round(times.at(-1) ?? 0),
  };
}

/** Every live gate is named once; who cannot have reported is not said to have; nobody is given up before the time. */
function isRight({ receipt: { reported, silent, elapsedMs }, lastedMs }: Judged, trouble: Trouble): boolean {
  const named = [...reported, ...silent].sort();
  // On a machine that stood still meanwhile, the second gate may have been cut off for so long that it counts as gone.
  const gone = trouble.cutsOff && lastedMs > LIVE_MS - POLL_EVERY_MS && !named.includes("gate-two");
  const expected = gone ? trouble.named.filter((name) => name !== "gate-two") : trouble.named;
  const honest = gone || trouble.silent.every((name) => silent.includes(name));
  return named.join() === expected.join() && honest && (silent.length === 0 || elapsedMs >= ACK_LIMIT_MS);
}

function said({ reported, silent }: Receipt): string {
  return `${reported.join(" ")} | ${silent.join(" ")}`.trim();
}

function counted(all: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

function line(figures: WithdrawalFigures): string {
  const { trouble, revocations, before, after, passed, receipts, wrongReceipts, medianMs, longestMs } =
    figures;
  const sent = Object.entries(after).map(([name, count]) => `${count} at ${name}`);
  return [
    `${trouble}: ${revocations} revocations, acknowledged after ${medianMs} ms (at most ${longestMs})`,
    `  let through before: ${before}; sent afterwards: ${sent.join(", ")}; let through of those: ${passed}`,
    `  receipts (reported | silent): ${Object.entries(receipts)
      .map(([text, count]) => `${count} x "${text}"`)
      .join(", ")}`,
    `  wrong receipts: ${wrongReceipts.length}${wrongReceipts.length > 0 ? ` (${[...new Set(wrongReceipts)].join("; ")})` : ""}`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings(all: WithdrawalFigures[]): string[] {
  return all.flatMap(({ trouble, passed, wrongReceipts, after, before }) => [
    ...(passed > 0 ? [`${trouble}: ${passed} calls were let through after the acknowledgement`] : []),
    ...(wrongReceipts.length > 0 ? [`${trouble}: ${wrongReceipts.length} receipts were wrong`] : []),
    ...(before === 0 ? [`${trouble}: no key was in use`] : []),
    ...Object.entries(after)
      .filter(([, count]) => count === 0)
      .map(([name]) => `${trouble}: nothing was sent to ${name} after an acknowledgement`),
  ]);
}
