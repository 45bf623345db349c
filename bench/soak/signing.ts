/**
 * The promise of a rotation of the signing key, with Outposts under load. With overlap: no token that either key has
 * signed is refused anywhere, also where it is rolled back. At once: every token of every key before is refused at every
 * connected Outpost within two seconds, and those of the new key are let in from then on.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { prepareNextSigningKey } from "@/lib/services/signing-keys/prepare-next";
import { promoteNextSigningKey } from "@/lib/services/signing-keys/promote";
import { rollBackSigningKey } from "@/lib/services/signing-keys/roll-back";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { done } from "@/lib/services/testing/workspace";
import { awakeMs } from "../testing/awake";
import { Caller } from "../testing/caller";
import { type House, openHouse } from "../testing/house";
import { type Fleet, openFleet, untilAll } from "./outposts/fleet";
import { askUntil } from "./outposts/prober";
import { type HeldToken, type Program, runProgram, type TokenUse } from "./outposts/programs";

export const HARD_LIMIT_MS = 2_000;
const inUseMs = 1_500;
/** So many exchanges of all programs fall into one moment in which a machine does not answer. */
const mostPutOffAtOnce = 3;
/** Nothing is promised of these: only that it comes. */
const giveUpMs = 30_000;

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
  overlaps: number;
  /** Of those, the ones rolled back. */
  rolledBack: number;
  /** From the publishing of a next key until every Outpost had proven it and it signed, sorted. */
  provenAfterMs: number[];
  hardRotations: number;
  /** Calls with a token that was good, before, during and after. */
  good: number;
  /** Of those, the ones not let in, in a word each. Must be empty. */
  refused: string[];
  /** Tokens of a key that a rotation at once has just made, refused before two seconds were over: promised to nobody. */
  hurried: number;
  /** Per rotation at once: from its acknowledgement to the last Outpost's refusal of an old token, sorted. */
  refusedAfterMs: number[];
  /** Old tokens that were let in later than two seconds after. Must be 0. */
  passed: number;
  /** Outposts that a receipt did not name in time. */
  silent: number;
  exchanges: number;
  /** Of those, put off with 503: the machine was too full to answer in time. */
  putOff: number;
  lost: string[];
}

interface Scene {
  house: House;
  caller: Caller;
  fleet: Fleet;
  programs: Program[];
}

interface Key {
  id: string;
  kid: string;
}

/** A key that was ended: by when its tokens must be refused everywhere, and until when they were surely good. */
interface Ended {
  kid: string;
  /** The one that was made instead. */
  by: string;
  askedAt: number;
  acknowledgedAt: number;
  lastRefusalAt: number;
  receipt: Receipt;
}

export async function soakSigning(options: SigningOptions): Promise<SigningFigures> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-signing-"));
  const house = await openHouse(["the hub"]);
  const caller = new Caller(awakeMs);
  let fleet: Fleet | undefined;
  try {
    let key: Key = done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
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
    const provenAfterMs: number[] = [];
    let rolledBack = 0;
    for (let turn = 0; turn < options.turns; turn++) {
      await sleep(inUseMs);
      const next = await overlap(scene);
      provenAfterMs.push(next.provenAfterMs);
      await sleep(inUseMs);
      if (turn % 2 === 1) {
        rolledBack += 1;
        done(await runCommand(rollBackSigningKey, house.workspace.as(), { id: key.id }));
        await sleep(inUseMs);
      }
      const hard = await rotateAtOnce(scene, [key.kid, next.kid]);
      ended.push(...hard.ended);
      key = hard.made;
    }
    await sleep(inUseMs);
    await Promise.all(programs.map((program) => program.stop()));
    provenAfterMs.sort((a, b) => a - b);
    const figures = { ...sumUp(scene, ended), overlaps: options.turns, rolledBack, provenAfterMs };
    options.log(line(figures));
    return figures;
  } finally {
    await fleet?.stop("SIGKILL");
    caller.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Publishes the next key, and signs with it as soon as that is allowed. */
async function overlap({ house }: Scene): Promise<Key & { provenAfterMs: number }> {
  const as = () => house.workspace.as();
  const next = done(await runCommand(prepareNextSigningKey, as(), { bits: 2048 }));
  const publishedAt = awakeMs();
  for (;;) {
    const answer = await runCommand(promoteNextSigningKey, as(), { id: next.id });
    const provenAfterMs = Math.round(awakeMs() - publishedAt);
    if (answer.kind === "done") return { ...next, provenAfterMs };
    if (answer.kind !== "refused" || answer.code !== "outposts-unproven" || provenAfterMs > giveUpMs)
      throw new Error(`the next key may not sign: ${JSON.stringify(answer)}`);
    await sleep(50);
  }
}

/** Ends every key there is. */
async function rotateAtOnce({ house, caller, fleet, programs }: Scene, kids: readonly string[]) {
  const old = await Promise.all(kids.map((kid) => newestOf(programs, kid)));
  const askedAt = awakeMs();
  const answer = await runCommand(rotateSigningKey, house.workspace.as(), { bits: 2048 });
  const acknowledgedAt = awakeMs();
  if (answer.kind !== "done" || !answer.receipt) throw new Error(`rotate: ${JSON.stringify(answer)}`);
  const { receipt, value } = answer;
  const ended = await Promise.all(
    old.map(async ({ kid, text }): Promise<Ended> => {
      const probes = await askUntil(caller, fleet.members, [{ what: "token", text }], 401, giveUpMs);
      const refusals = probes.filter(({ status }) => status === 401);
      const isEverywhere = refusals.length === fleet.members.length;
      const lastRefusalAt = isEverywhere
        ? Math.max(...refusals.map(({ answeredAt }) => answeredAt))
        : Number.POSITIVE_INFINITY;
      return { kid, by: value.kid, askedAt, acknowledgedAt, lastRefusalAt, receipt };
    }),
  );
  return { made: value as Key, ended };
}

/** The last token that a key has signed for a program, as soon as there is one: else its end would prove nothing. */
async function newestOf(programs: readonly Program[], kid: string): Promise<HeldToken> {
  const startedAt = awakeMs();
  for (;;) {
    const token = programs.flatMap(({ tokens }) => tokens).findLast((one) => one.kid === kid);
    if (token) return token;
    if (awakeMs() - startedAt > giveUpMs)
      throw new Error("no program has a token of a key that is to be replaced");
    await sleep(20);
  }
}

type Summed = Omit<SigningFigures, "overlaps" | "rolledBack" | "provenAfterMs">;

function sumUp({ fleet, programs }: Scene, ended: Ended[]): Summed {
  const uses = programs.flatMap((program) => program.uses);
  const endOf = new Map(ended.map((one) => [one.kid, one]));
  const madeAt = new Map(ended.map(({ by, acknowledgedAt }) => [by, acknowledgedAt]));
  const isHurried = ({ kid, sentAt }: TokenUse) => sentAt < (madeAt.get(kid) ?? -Infinity) + HARD_LIMIT_MS;
  // What was answered while its key was being ended may have gone either way.
  const current = uses.filter(({ kid, answeredAt }) => answeredAt < (endOf.get(kid)?.askedAt ?? Infinity));
  const good = current.filter((use) => !isHurried(use));
  const late = uses.filter(
    ({ kid, sentAt }) => sentAt > (endOf.get(kid)?.acknowledgedAt ?? Infinity) + HARD_LIMIT_MS,
  );
  const told = ({ outpost, status, sentAt, issuedAt }: TokenUse) => {
    const last = ended.findLast(({ acknowledgedAt }) => acknowledgedAt < sentAt)?.acknowledgedAt ?? sentAt;
    return `${outpost} answered ${status} to a token ${Math.round(sentAt - issuedAt)} ms old, ${Math.round(sentAt - last)} ms after a rotation at once`;
  };
  return {
    outposts: fleet.members.length,
    hardRotations: new Set(ended.map(({ askedAt }) => askedAt)).size,
    good: good.length,
    refused: good.filter(({ status }) => status !== 204).map(told),
    hurried: current.filter((use) => isHurried(use) && use.status !== 204).length,
    refusedAfterMs: ended
      .map(({ acknowledgedAt, lastRefusalAt }) => Math.round(Math.max(0, lastRefusalAt - acknowledgedAt)))
      .sort((a, b) => a - b),
    passed: late.filter(({ status }) => status === 204).length,
    silent: ended.reduce((sum, { receipt }) => sum + receipt.outposts.silent.length, 0),
    exchanges: programs.reduce((sum, { tokens, putOff }) => sum + tokens.length + putOff, 0),
    putOff: programs.reduce((sum, { putOff }) => sum + putOff, 0),
    lost: programs.flatMap(({ lost }) => lost),
  };
}

function line(figures: SigningFigures): string {
  const { outposts, overlaps, rolledBack, provenAfterMs, hardRotations } = figures;
  const { good, refused, hurried, refusedAfterMs, passed, silent, exchanges, putOff, lost } = figures;
  return [
    `${outposts} Outposts, ${good} calls with good tokens: ${refused.length} refused, ${lost.length} lost; ${exchanges} exchanges: ${putOff} put off`,
    `  ${overlaps} rotations with overlap (${rolledBack} rolled back): every Outpost had proven the next key after ${provenAfterMs.join(", ")} ms`,
    `  ${hardRotations} rotations at once: ${hurried} tokens of the new key refused in the first ${HARD_LIMIT_MS} ms`,
    `    the last Outpost refused an old token ${refusedAfterMs.join(", ")} ms after the acknowledgement; let in past ${HARD_LIMIT_MS} ms: ${passed}; not named in time: ${silent}`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings(figures: SigningFigures): string[] {
  const { good, refused, refusedAfterMs, passed, exchanges, putOff, lost, outposts } = figures;
  const longest = refusedAfterMs.at(-1) ?? 0;
  return [
    ...(refused.length > 0 ? [`${refused.length} good tokens were refused, such as: ${refused[0]}`] : []),
    ...(longest > HARD_LIMIT_MS ? [`an Outpost refused an old token only after ${longest} ms`] : []),
    ...(passed > 0 ? [`${passed} old tokens were let in too late`] : []),
    ...(putOff > Math.max(mostPutOffAtOnce, exchanges / 100) ? [`${putOff} exchanges were put off`] : []),
    ...(lost.length > 0 ? [`${lost.length} calls got no answer, such as: ${lost[0]}`] : []),
    ...(good < outposts * 10 ? ["hardly anything was called"] : []),
  ];
}
