/**
 * The promise of a withdrawal at the Outposts: a second after its acknowledgement all that are connected refuse the key,
 * and the tokens that were made of it; and those that the receipt names have refused it since the acknowledgement.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { done } from "@/lib/services/testing/workspace";
import { awakeMs } from "../testing/awake";
import { Caller } from "../testing/caller";
import { type House, type MadeKey, openHouse } from "../testing/house";
import { type Fleet, openFleet, untilAll } from "./outposts/fleet";
import { askUntil, type Credential, type Probe } from "./outposts/prober";

export const P99_LIMIT_MS = 1_000;
export const LONGEST_LIMIT_MS = 2_000;
const giveUpMs = 10_000;

export interface OutpostOptions {
  outposts: number;
  revocations: number;
  log(line: string): void;
}

export interface OutpostFigures {
  outposts: number;
  revocations: number;
  /** Answers that let a key or token in before its revocation was asked for: proof that they were in use everywhere. */
  before: number;
  /** From the acknowledgement to the last Outpost's refusal of key and token, one per revocation, sorted; 0 = before it. */
  refusedAfterMs: number[];
  /** From the request to the acknowledgement, sorted. */
  acknowledgedAfterMs: number[];
  /** From the request to the last refusal, sorted. */
  effectiveAfterMs: number[];
  /** Outposts that a receipt did not name in time. */
  silent: number;
  /** What a receipt said and the prober saw otherwise. Must be empty. */
  contradictions: string[];
  /** Outposts that never refused. Must be 0. */
  never: number;
}

interface Revocation {
  askedAt: number;
  acknowledgedAt: number;
  receipt: Receipt;
  probes: Probe[];
}

export async function soakOutposts({ outposts, revocations, log }: OutpostOptions): Promise<OutpostFigures> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-outposts-"));
  const house = await openHouse(["the hub"]);
  const caller = new Caller(awakeMs);
  let fleet: Fleet | undefined;
  try {
    done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
    const manager = await house.key(["keys:write", "outposts:read"]);
    fleet = await openFleet(house, house.gates[0]!.url, outposts, folder);
    await untilAll(fleet, "connected", ({ connected }) => connected);
    const all: Revocation[] = [];
    for (let n = 0; n < revocations; n++)
      all.push(await revocation(house, caller, fleet, n % 2 === 0 ? manager : null));
    const figures = sumUp(fleet, all);
    log(line(figures));
    return figures;
  } finally {
    await fleet?.stop("SIGKILL");
    caller.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One key, from its first call at every Outpost to its last. Revoked by the API, or in the console where nobody manages. */
async function revocation(
  house: House,
  caller: Caller,
  { members }: Fleet,
  manager: MadeKey | null,
): Promise<Revocation> {
  const key = await house.key(["tokens:exchange", "orders:write"]);
  const hub = house.gates[0]!.url;
  const exchanged = await caller.send("POST", `${hub}/v1/token`, key.text, {});
  const credentials: Credential[] = [
    { what: "key", text: key.text },
    { what: "token", text: JSON.parse(exchanged.body).token },
  ];
  const early = await askUntil(caller, members, credentials, 204, giveUpMs);
  // They ask on while it is revoked: what each hears first after that is the moment of its refusal.
  const asking = askUntil(caller, members, credentials, 401, giveUpMs);
  const askedAt = awakeMs();
  const { receipt, acknowledgedAt } = manager
    ? await overApi(caller, hub, manager, key)
    : await inConsole(house, key);
  const probes = [...early, ...(await asking)];
  probes.push(...(await askUntil(caller, members, credentials, 401, 0)));
  return { askedAt, acknowledgedAt, receipt, probes };
}

async function overApi(caller: Caller, hub: string, manager: MadeKey, key: MadeKey) {
  const reply = await caller.send("POST", `${hub}/v1/keys/${key.id}/revoke`, manager.text, {
    reason: "leaked",
  });
  if (reply.status !== 200) throw new Error(`revoke was answered ${reply.status}: ${reply.body}`);
  const { receipt } = JSON.parse(reply.body);
  return { acknowledgedAt: reply.answeredAt, receipt: receipt as Receipt };
}

async function inConsole({ workspace }: House, key: MadeKey) {
  const answer = await runCommand(revokeKey, workspace.as(), { id: key.id, reason: "leaked" });
  const acknowledgedAt = awakeMs();
  if (answer.kind !== "done" || !answer.receipt) throw new Error(`revoke: ${JSON.stringify(answer)}`);
  return { acknowledgedAt, receipt: answer.receipt };
}

function sumUp({ members }: Fleet, all: Revocation[]): OutpostFigures {
  const sorted = (times: number[]) => times.map(Math.round).sort((a, b) => a - b);
  const lastRefusal = ({ probes, askedAt }: Revocation) => {
    const firsts = new Map<string, number>();
    for (const { outpost, what, status, answeredAt } of probes)
      if (status === 401 && answeredAt > askedAt && !firsts.has(outpost + what))
        firsts.set(outpost + what, answeredAt);
    return Math.max(...firsts.values());
  };
  const before = all.flatMap(({ probes, askedAt }) =>
    probes.filter(({ status, answeredAt }) => status === 204 && answeredAt < askedAt),
  );
  const ends = all.map(({ probes }) => probes.slice(-members.length * 2));
  return {
    outposts: members.length,
    revocations: all.length,
    before: before.length,
    refusedAfterMs: sorted(all.map((one) => Math.max(0, lastRefusal(one) - one.acknowledgedAt))),
    acknowledgedAfterMs: sorted(all.map(({ askedAt, acknowledgedAt }) => acknowledgedAt - askedAt)),
    effectiveAfterMs: sorted(all.map((one) => lastRefusal(one) - one.askedAt)),
    silent: all.reduce((sum, { receipt }) => sum + receipt.outposts.silent.length, 0),
    contradictions: all.flatMap((one) =>
      contradictions(
        members.map(({ name }) => name),
        one,
      ),
    ),
    never: ends.flat().filter(({ status }) => status !== 401).length,
  };
}

/** An Outpost that the receipt names has refused everything since; and the receipt leaves out none that is connected. */
function contradictions(names: readonly string[], { probes, acknowledgedAt, receipt }: Revocation): string[] {
  const { reported, silent } = receipt.outposts;
  const named = [...reported, ...silent].sort().join();
  const passed = probes.filter(
    ({ outpost, status, sentAt }) => sentAt > acknowledgedAt && status !== 401 && reported.includes(outpost),
  );
  return [
    ...(named === [...names].sort().join() ? [] : [`the receipt named ${named}`]),
    ...passed.map(({ outpost, what, status }) => `${outpost} was named, and answered the ${what} ${status}`),
  ];
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;

function line(figures: OutpostFigures): string {
  const { refusedAfterMs, acknowledgedAfterMs, effectiveAfterMs } = figures;
  const spread = (times: number[]) =>
    `median ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms, longest ${times.at(-1)} ms`;
  return [
    `${figures.outposts} Outposts, ${figures.revocations} revocations; let in before: ${figures.before}`,
    `  from the acknowledgement to the last refusal of key and token: ${spread(refusedAfterMs)}`,
    `  from the request to the acknowledgement: ${spread(acknowledgedAfterMs)}; to the last refusal: ${spread(effectiveAfterMs)}`,
    `  Outposts not named in time: ${figures.silent}; contradictions: ${figures.contradictions.length}; never refused: ${figures.never}`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings(figures: OutpostFigures): string[] {
  const { outposts, revocations, before, refusedAfterMs, contradictions, never } = figures;
  const p99 = percentile(refusedAfterMs, 0.99);
  const longest = refusedAfterMs.at(-1) ?? 0;
  return [
    ...(before < outposts * revocations * 2 ? ["not every Outpost let every key and token in before"] : []),
    ...(p99 > P99_LIMIT_MS ? [`the last refusal came ${p99} ms after the acknowledgement (p99)`] : []),
    ...(longest > LONGEST_LIMIT_MS ? [`the last refusal came ${longest} ms after the acknowledgement`] : []),
    ...(never > 0 ? [`${never} answers let in what had been revoked`] : []),
    ...contradictions,
  ];
}
