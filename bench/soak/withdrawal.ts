/**
 * The promise of a withdrawal: once it has been acknowledged, no gate lets the key through, whatever state the gate is
 * in. Every key is used 50 times a second at both gates while it is revoked.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Caller } from "../testing/caller";
import { type House, type MadeKey, openHouse } from "../testing/house";
import { TROUBLES, type Trouble } from "./troubles";
import { type User, useKey } from "./users";

const callsPerSecond = 50;
const warmUpMs = 700;
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
  /** Receipts that said something else than what was so. Must be empty. */
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
  receipt: { reported: string[]; silent: string[] };
}

export async function soakWithdrawals(options: WithdrawalOptions): Promise<WithdrawalFigures[]> {
  const house = await openHouse(["gate-one", "gate-two"]);
  const caller = new Caller();
  try {
    const verifier = await house.key(["keys:verify"]);
    const manager = await house.key(["keys:write"]);
    const all: WithdrawalFigures[] = [];
    for (const make of TROUBLES) {
      const trouble = make(house);
      const done: Revocation[] = [];
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
  await sleep(warmUpMs);
  for (const user of users) mustBeInUse(house, user);
  await trouble.begin();
  await sleep(Math.random() * trouble.revokeWithinMs);
  const door = (n: number) => house.gates[trouble.doors[n % trouble.doors.length]!]!;
  const revoking = keys.map((key, n) => revoke(caller, door(n).url, manager, key, users[n]!));
  const revocations = await Promise.all([...revoking, trouble.meanwhile()]);
  await trouble.end();
  await sleep(watchedMs);
  await Promise.all(users.map((user) => user.stop()));
  return revocations.slice(0, count) as Revocation[];
}

function mustBeInUse({ gates }: House, { uses }: User): void {
  for (const { name } of gates)
    if (!uses.some((use) => use.gate === name && use.passed))
      throw new Error(`${name} let nothing through before the revocation: the test would prove nothing`);
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
  return {
    key,
    user,
    acknowledgedAt: reply.answeredAt,
    tookMs: reply.answeredAt - startedAt,
    receipt: JSON.parse(reply.body).receipt,
  };
}

function sumUp({ gates }: House, trouble: Trouble, done: Revocation[]): WithdrawalFigures {
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
    wrongReceipts: done
      .filter(({ receipt }) => !trouble.receipts.includes(said(receipt)))
      .map(({ receipt }) => said(receipt)),
    medianMs: Math.round(times[times.length >> 1] ?? 0),
    longestMs: Math.round(times.at(-1) ?? 0),
  };
}

/** "gate-one | gate-two" = the first had reported, the second had not. */
function said({ reported, silent }: Revocation["receipt"]): string {
  return `${reported.join(" ")} | ${silent.join(" ")}`.trim();
}

function line(figures: WithdrawalFigures): string {
  const { trouble, revocations, before, after, passed, wrongReceipts, medianMs, longestMs } = figures;
  const sent = Object.entries(after).map(([name, count]) => `${count} at ${name}`);
  return [
    `${trouble}: ${revocations} revocations, acknowledged after ${medianMs} ms (at most ${longestMs})`,
    `  let through before: ${before}; sent afterwards: ${sent.join(", ")}; let through of those: ${passed}`,
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
