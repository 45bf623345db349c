/**
 * The promise of a rotation of the signing key, with Outposts under load: at once, every token of the old key is refused
 * at every connected Outpost within two seconds, and no token of the new one is ever.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { done } from "@/lib/services/testing/workspace";
import { Caller } from "../testing/caller";
import { type House, openHouse } from "../testing/house";
import { type Fleet, openFleet, untilAll } from "./outposts/fleet";
import { askUntil } from "./outposts/prober";
import { type Program, runProgram, type TokenUse } from "./outposts/programs";

export const HARD_LIMIT_MS = 2_000;

export interface SigningOptions {
  outposts: number;
  programs: number;
  /** Rotations of each sort. */
  turns: number;
  /** Calls of each program. */
  perSecond: number;
  log(line: string): void;
}

export interface SigningFigures {
  outposts: number;
  hardRotations: number;
  /** Calls with a token that was good, before, during and after. */
  good: number;
  /** Of those, the ones not let in, in a word each. Must be empty. */
  refused: string[];
  /** Per rotation at once: from its acknowledgement to the last Outpost's refusal of an old token, sorted. */
  refusedAfterMs: number[];
  /** Old tokens that were let in later than two seconds after. Must be 0. */
  passed: number;
  /** Outposts that a receipt did not name in time. */
  silent: number;
  lost: string[];
}

interface Scene {
  house: House;
  caller: Caller;
  fleet: Fleet;
  programs: Program[];
}

/** A key that was ended: by when its tokens must be refused everywhere, and until when they were surely good. */
interface Ended {
  kid: string;
  askedAt: number;
  acknowledgedAt: number;
  lastRefusalAt: number;
  receipt: Receipt;
}

export async function soakSigning(options: SigningOptions): Promise<SigningFigures> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-signing-"));
  const house = await openHouse(["the hub"]);
  const caller = new Caller();
  let fleet: Fleet | undefined;
  try {
    let { kid } = done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
    const hub = house.gates[0]!.url;
    fleet = await openFleet(house, hub, options.outposts, folder);
    const { members } = fleet;
    await untilAll(fleet, "connected", ({ connected }) => connected);
    const keys = await Promise.all(
      Array.from({ length: options.programs }, () => house.key(["tokens:exchange"])),
    );
    const programs = keys.map((key) => runProgram(caller, hub, members, key, options.perSecond));
    const scene = { house, caller, fleet, programs };
    const ended: Ended[] = [];
    for (let turn = 0; turn < options.turns; turn++) {
      await sleep(1_500);
      const one = await rotateAtOnce(scene, kid);
      ended.push(one.ended);
      kid = one.kid;
    }
    await sleep(1_500);
    await Promise.all(programs.map((program) => program.stop()));
    const figures = sumUp(scene, ended);
    options.log(line(figures));
    return figures;
  } finally {
    await fleet?.stop("SIGKILL");
    caller.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rotateAtOnce({ house, caller, fleet, programs }: Scene, kid: string) {
  const old = programs.flatMap(({ tokens }) => tokens).findLast((token) => token.kid === kid);
  if (!old) throw new Error("no program has a token of the key that is to be replaced");
  const askedAt = performance.now();
  const answer = await runCommand(rotateSigningKey, house.workspace.as(), { bits: 2048 });
  const acknowledgedAt = performance.now();
  if (answer.kind !== "done" || !answer.receipt) throw new Error(`rotate: ${JSON.stringify(answer)}`);
  const probes = await askUntil(caller, fleet.members, [{ what: "token", text: old.text }], 401, 10_000);
  const firsts = new Map<string, number>();
  for (const { outpost, status, answeredAt } of probes)
    if (status === 401 && !firsts.has(outpost)) firsts.set(outpost, answeredAt);
  const isEverywhere = firsts.size === fleet.members.length;
  const lastRefusalAt = isEverywhere ? Math.max(...firsts.values()) : Number.POSITIVE_INFINITY;
  const { receipt, value } = answer;
  return { kid: value.kid, ended: { kid, askedAt, acknowledgedAt, lastRefusalAt, receipt } satisfies Ended };
}

function sumUp({ fleet, programs }: Scene, ended: Ended[]): SigningFigures {
  const uses = programs.flatMap((program) => program.uses);
  const endOf = new Map(ended.map((one) => [one.kid, one]));
  // What was answered while its key was being ended may have gone either way.
  const good = uses.filter(({ kid, answeredAt }) => answeredAt < (endOf.get(kid)?.askedAt ?? Infinity));
  const late = uses.filter(
    ({ kid, sentAt }) => sentAt > (endOf.get(kid)?.acknowledgedAt ?? Infinity) + HARD_LIMIT_MS,
  );
  const told = ({ outpost, status, kid, sentAt, issuedAt }: TokenUse) =>
    `${outpost} answered ${status} to a token of ${kid.slice(0, 6)}, ${Math.round(sentAt - issuedAt)} ms old`;
  return {
    outposts: fleet.members.length,
    hardRotations: ended.length,
    good: good.length,
    refused: good.filter(({ status }) => status !== 204).map(told),
    refusedAfterMs: ended
      .map(({ acknowledgedAt, lastRefusalAt }) => Math.round(Math.max(0, lastRefusalAt - acknowledgedAt)))
      .sort((a, b) => a - b),
    passed: late.filter(({ status }) => status === 204).length,
    silent: ended.reduce((sum, { receipt }) => sum + receipt.outposts.silent.length, 0),
    lost: programs.flatMap(({ lost }) => lost),
  };
}

function line(figures: SigningFigures): string {
  const { outposts, hardRotations, good, refused, refusedAfterMs, passed, silent, lost } = figures;
  return [
    `${outposts} Outposts, ${hardRotations} rotations at once, ${good} calls with good tokens: ${refused.length} refused, ${lost.length} lost`,
    `  the last Outpost refused an old token ${refusedAfterMs.join(", ")} ms after the acknowledgement; let in past ${HARD_LIMIT_MS} ms: ${passed}; not named in time: ${silent}`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings(figures: SigningFigures): string[] {
  const { good, refused, refusedAfterMs, passed, lost, outposts } = figures;
  const longest = refusedAfterMs.at(-1) ?? 0;
  return [
    ...(refused.length > 0 ? [`${refused.length} good tokens were refused, such as: ${refused[0]}`] : []),
    ...(longest > HARD_LIMIT_MS ? [`an Outpost refused an old token only after ${longest} ms`] : []),
    ...(passed > 0 ? [`${passed} old tokens were let in too late`] : []),
    ...(lost.length > 0 ? [`${lost.length} calls got no answer, such as: ${lost[0]}`] : []),
    ...(good < outposts * 10 ? ["hardly anything was called"] : []),
  ];
}
