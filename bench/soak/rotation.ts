/**
 * The promise of a rotation: no call with a secret that is good is ever refused, whoever rotates, ends or rolls back
 * meanwhile; and none passes once the end of its secret has been acknowledged. Programs move from the old secret to the
 * new one at random, over two gates.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { endOverlap } from "@/lib/services/access-keys/end-overlap";
import { rollBack } from "@/lib/services/access-keys/roll-back";
import { rotateKey } from "@/lib/services/access-keys/rotate";
import { isUnavailable } from "@/lib/services/gate/in-time";
import { runCommand } from "@/lib/services/run-command";
import { Caller } from "../testing/caller";
import { type House, type MadeKey, openHouse } from "../testing/house";
import type { Instance } from "../testing/instance";
import { useKey as callWith, type Use, type User } from "./users";

const programsPerKey = 2;
const stragglerPerSecond = 10;
const mostTries = 60;
const watchedMs = 1_200;

export interface RotationOptions {
  keys: number;
  /** Rotations of each key; each ends in an end of the overlap or in a roll back. */
  turns: number;
  /** Calls of each program. */
  perSecond: number;
  /** Within what time a program changes over, and the next rotation begins. */
  withinMs: number;
  log(line: string): void;
}

/** One secret, from its issue to its end. */
interface Secret {
  text: string;
  users: User[];
  /** When its end was asked for, and acknowledged, by this process's monotonic clock; null = still good. */
  endAskedAt: number | null;
  endedAt: number | null;
}

export interface RotationFigures {
  keys: number;
  rotations: number;
  ended: number;
  rolledBack: number;
  /** Calls with a good secret that were answered before its end was asked for. */
  whileGood: number;
  /** Of those, the ones refused. Must be 0. */
  refused: number;
  /** Calls sent after the acknowledged end of their secret. */
  afterEnd: number;
  /** Of those, the ones let through. Must be 0. */
  passed: number;
  /** Calls with a good secret that were put off with 503: the machine was too full to answer in time. */
  putOff: number;
  /** Calls that got no answer. */
  lost: number;
  /** From the request of an end to its acknowledgement. */
  medianMs: number;
  longestMs: number;
}

type Act = "rotate" | "end-overlap" | "roll-back";
const CARDS = { rotate: rotateKey, "end-overlap": endOverlap, "roll-back": rollBack } as const;

export async function soakRotations(options: RotationOptions): Promise<RotationFigures> {
  const house = await openHouse(["gate-one", "gate-two"]);
  const caller = new Caller();
  const scene = { house, caller, options };
  try {
    const verifier = await house.key(["keys:verify"]);
    const manager = await house.key(["keys:write", "orders:write"]);
    const keys: MadeKey[] = [];
    for (let n = 0; n < options.keys; n++) keys.push(await house.key(["orders:write"]));
    const lives = await Promise.all(keys.map((key) => live({ ...scene, verifier, manager }, key)));
    const figures = sumUp(lives);
    options.log(line(figures));
    return figures;
  } finally {
    caller.close();
    await house.close();
  }
}

interface Scene {
  house: House;
  caller: Caller;
  options: RotationOptions;
  verifier: MadeKey;
  manager: MadeKey;
}

interface Life {
  secrets: Secret[];
  ended: number;
  rolledBack: number;
}

/** A key's life: its programs call all the time, while it is rotated and each rotation ends one way or the other. */
async function live(scene: Scene, key: MadeKey): Promise<Life> {
  const life: Life = { secrets: [], ended: 0, rolledBack: 0 };
  let good = secretOf(life, key.text);
  const programs: User[] = [];
  for (let n = 0; n < programsPerKey; n++) {
    await sleep(Math.random() * 500);
    programs.push(start(scene, key, good));
  }
  for (let turn = 0; turn < scene.options.turns; turn++) {
    await sleep(Math.random() * scene.options.withinMs);
    const fresh = secretOf(life, (await order(scene, key, "rotate")).secret);
    await Promise.all(programs.map((_, n) => move(scene, key, programs, n, fresh)));
    const back = Math.random() < 0.5;
    if (back) await Promise.all(programs.map((_, n) => move(scene, key, programs, n, good)));
    const dying = back ? fresh : good;
    // One that nobody told: it is let through to the end, and refused afterwards.
    const straggler = start(scene, key, dying, stragglerPerSecond);
    await sleep(300);
    dying.endAskedAt = performance.now();
    await order(scene, key, back ? "roll-back" : "end-overlap");
    dying.endedAt = performance.now();
    await sleep(watchedMs);
    await straggler.stop();
    life[back ? "rolledBack" : "ended"] += 1;
    if (!back) good = fresh;
  }
  await Promise.all(programs.map((program) => program.stop()));
  return life;
}

function secretOf(life: Life, text: string): Secret {
  const secret = { text, users: [], endAskedAt: null, endedAt: null };
  life.secrets.push(secret);
  return secret;
}

function start(
  { caller, house, options, verifier }: Scene,
  key: MadeKey,
  secret: Secret,
  perSecond = options.perSecond,
): User {
  const user = callWith(caller, house, { id: key.id, text: secret.text }, verifier, perSecond);
  secret.users.push(user);
  return user;
}

/** A program changes over at any moment: its calls under way come back, and the next goes out with the other secret. */
async function move(scene: Scene, key: MadeKey, programs: User[], n: number, to: Secret): Promise<void> {
  await sleep(Math.random() * scene.options.withinMs);
  const left = programs[n]!.stop();
  programs[n] = start(scene, key, to);
  await left;
}

/** Gives an order until the hub has answered it. A full machine may put it off with 503; then its secret may be lost. */
async function order(scene: Scene, key: MadeKey, act: Act): Promise<{ secret: string }> {
  const idempotencyKey = randomUUID();
  const gate = scene.house.gates[Math.floor(Math.random() * 3)];
  for (let tries = 1; ; tries++) {
    const done = await ask(scene, key, { act, gate, idempotencyKey });
    if (done?.secret === null && act === "rotate") {
      await order(scene, key, "roll-back");
      return order(scene, key, "rotate");
    }
    if (done) return { secret: done.secret ?? "" };
    if (tries === mostTries) throw new Error(`${act} was put off ${tries} times`);
    await sleep(500);
  }
}

/** Asks at a gate, or, where there is none, as the console does, which has no gate in its process. Null = put off. */
async function ask(
  { house, caller, manager }: Scene,
  key: MadeKey,
  { act, gate, idempotencyKey }: { act: Act; gate: Instance | undefined; idempotencyKey: string },
): Promise<{ secret: string | null } | null> {
  if (!gate) {
    const context = { ...house.workspace.as(), idempotencyKey };
    const run = runCommand(CARDS[act] as typeof rotateKey, context, { id: key.id });
    const answer = await run.catch((error) => {
      if (isUnavailable(error)) return null;
      throw error;
    });
    if (answer === null) return null;
    if (answer.kind !== "done") throw new Error(`${act}: ${JSON.stringify(answer)}`);
    return { secret: answer.value.secret?.reveal() ?? null };
  }
  const url = `${gate.url}/v1/keys/${key.id}/${act}`;
  const headers = { "idempotency-key": idempotencyKey };
  const reply = await caller.send("POST", url, manager.text, undefined, 30_000, headers);
  if (reply.status === 503) return null;
  if (reply.status !== 200) throw new Error(`${act} was answered ${reply.status}: ${reply.body}`);
  return { secret: JSON.parse(reply.body).secret ?? null };
}

function sumUp(lives: Life[]): RotationFigures {
  const secrets = lives.flatMap((life) => life.secrets);
  const each = (pick: (secret: Secret, use: Use) => boolean) =>
    secrets.flatMap((secret) => usesOf(secret).filter((use) => pick(secret, use)));
  const whileGood = each(({ endAskedAt }, use) => endAskedAt === null || use.answeredAt < endAskedAt);
  const afterEnd = each(({ endedAt }, use) => endedAt !== null && use.sentAt > endedAt);
  const times = secrets
    .flatMap(({ endAskedAt, endedAt }) => (endedAt === null ? [] : [endedAt - endAskedAt!]))
    .sort((a, b) => a - b);
  return {
    keys: lives.length,
    rotations: secrets.length - lives.length,
    ended: lives.reduce((sum, life) => sum + life.ended, 0),
    rolledBack: lives.reduce((sum, life) => sum + life.rolledBack, 0),
    whileGood: whileGood.length,
    refused: whileGood.filter((use) => !use.passed && use.status !== 503).length,
    putOff: whileGood.filter((use) => use.status === 503).length,
    afterEnd: afterEnd.length,
    passed: afterEnd.filter((use) => use.passed).length,
    lost: secrets.flatMap(({ users }) => users).reduce((sum, user) => sum + user.lost, 0),
    medianMs: Math.round(times[times.length >> 1] ?? 0),
    longestMs: Math.round(times.at(-1) ?? 0),
  };
}

function usesOf({ users }: Secret): Use[] {
  return users.flatMap((user) => user.uses);
}

function line(figures: RotationFigures): string {
  const { keys, rotations, ended, rolledBack, whileGood, refused, putOff, afterEnd, passed, lost } = figures;
  return [
    `${keys} keys rotated ${rotations} times: ${ended} overlaps ended, ${rolledBack} rolled back, acknowledged after ${figures.medianMs} ms (at most ${figures.longestMs})`,
    `  calls with a good secret: ${whileGood}; refused of those: ${refused}, put off with 503: ${putOff}`,
    `  calls after an acknowledged end: ${afterEnd}; let through of those: ${passed}; without an answer: ${lost}`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings(figures: RotationFigures): string[] {
  const { refused, putOff, passed, lost, whileGood, afterEnd, rotations } = figures;
  return [
    ...(refused > 0 ? [`${refused} calls with a good secret were refused`] : []),
    ...(passed > 0 ? [`${passed} calls were let through after the end of their secret`] : []),
    ...(putOff * 100 > whileGood ? [`${putOff} calls with a good secret were put off`] : []),
    ...(lost > 0 ? [`${lost} calls got no answer`] : []),
    ...(whileGood < rotations * 5 ? ["the secrets were hardly used"] : []),
    ...(afterEnd < rotations ? ["hardly anything was sent after an end"] : []),
  ];
}
