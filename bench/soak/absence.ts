/**
 * The promise of an absence: a hub that stops does not wait for those who listen; Outposts go on without it, over a
 * restart of their own too, until what they know is too old; an older state revives nothing; and when the hub is back
 * they catch up by themselves, not all at once.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { runCommand } from "@/lib/services/run-command";
import { done } from "@/lib/services/testing/workspace";
import { until } from "@/server/testing/program";
import { awakeMs } from "../testing/awake";
import { Caller } from "../testing/caller";
import { type House, type MadeKey, openHouse } from "../testing/house";
import { openRelay, type Relay } from "../testing/relay";
import { type Fleet, openFleet, untilAll } from "./outposts/fleet";
import { askUntil, probe } from "./outposts/prober";

/** What the hub gives to requests under way, and some time to end everything else. */
const graceMs = 8_000;
const catchUpLimitMs = 25_000;
const windowMs = 250;

export interface AbsenceOptions {
  outposts: number;
  /** For how long nobody is there, at least. */
  awayMs: number;
  log(line: string): void;
}

export interface AbsenceFigures {
  outposts: number;
  /** From the signal to the end of the hub, with every Outpost listening. */
  drainedMs: number;
  /** From the hub's readiness until every Outpost listened again and refused what had been revoked. */
  caughtUpMs: number;
  /** Connections that came within any quarter of a second after the hub's return, at most. */
  atOnce: number;
  /** What was otherwise than promised, in sentences. Must be empty. */
  faults: string[];
}

interface Scene {
  house: House;
  relay: Relay;
  fleet: Fleet;
  caller: Caller;
  faults: string[];
}

export async function soakAbsence({ outposts, awayMs, log }: AbsenceOptions): Promise<AbsenceFigures> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-absence-"));
  const house = await openHouse(["the hub"]);
  const relay = await openRelay(house.gates[0]!.url);
  const caller = new Caller(awakeMs);
  const faults: string[] = [];
  let fleet: Fleet | undefined;
  try {
    fleet = await openFleet(house, relay.url, outposts, folder);
    const scene: Scene = { house, relay, fleet, caller, faults };
    await untilAll(fleet, "connected", ({ connected }) => connected);
    const [kept, leaked, old] = await Promise.all([1, 2, 3].map(() => house.key(["orders:write"])));
    for (const key of [kept!, leaked!, old!]) await expectAll(scene, key, 204, 5_000, "while all is well");
    const [tampered] = fleet.members;
    // The last of its files, after the others: an Outpost lets in before all of them are on disk.
    await until(() => existsSync(`${tampered!.stateFile}.mark`), catchUpLimitMs);
    const copy = (from: string, to: string) => {
      for (const ending of ["", ".journal"])
        copyFileSync(tampered!.stateFile + from + ending, tampered!.stateFile + to + ending);
    };
    copy("", ".older");
    await revoke(house, old!);
    await expectAll(scene, old!, 401, 2_000, "once revoked");

    const drainedMs = await drain(scene);
    const goneAt = performance.now();
    await revoke(house, leaked!);
    for (const key of [kept!, leaked!]) await expectAll(scene, key, 204, 0, "while the hub is away");
    await fleet.stop();
    await fleet.start(1);
    await sleep(1_000);
    await expectAll(scene, kept!, 503, 0, "with a state that is too old");
    await fleet.stop("SIGKILL");
    copy(".older", "");
    await fleet.start();
    const [first, ...others] = fleet.members;
    for (const key of [kept!, old!]) {
      const { status } = await probe(caller, first!, { what: "key", text: key.text });
      if (status !== 503) faults.push(`an Outpost with an older state answered ${status}`);
    }
    await expectAll(scene, kept!, 204, 0, "after its own restart", others);
    await expectAll(scene, old!, 401, 0, "after its own restart", others);
    await sleep(Math.max(0, awayMs - (performance.now() - goneAt)));

    const { caughtUpMs, atOnce } = await comeBack(scene, kept!, leaked!);
    await expectAll(scene, old!, 401, 0, "after the return");
    const figures = { outposts, drainedMs, caughtUpMs, atOnce, faults };
    log(line(figures));
    return figures;
  } finally {
    await fleet?.stop("SIGKILL");
    caller.close();
    await relay.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function revoke({ workspace }: House, { id }: MadeKey): Promise<void> {
  done(await runCommand(revokeKey, workspace.as(), { id, reason: "leaked" }));
}

/** Stops the hub in good order, with everybody listening. */
async function drain({ house, relay }: Scene): Promise<number> {
  const hub = house.gates[0]!;
  const startedAt = awakeMs();
  hub.signal("SIGINT");
  const how = await hub.ended;
  relay.target = null;
  if (how !== 0) throw new Error(`the hub ended with ${how}:\n${hub.output()}`);
  return Math.round(awakeMs() - startedAt);
}

async function comeBack({ house, relay, fleet, caller }: Scene, kept: MadeKey, leaked: MadeKey) {
  const hub = await house.restart("the hub");
  relay.taken.length = 0;
  relay.target = hub.url;
  const startedAt = awakeMs();
  await untilAll(fleet, "connected again", ({ connected, ok }) => connected && ok, catchUpLimitMs);
  for (const [{ text }, status] of [
    [leaked, 401],
    [kept, 204],
  ] as const)
    await askUntil(caller, fleet.members, [{ what: "key", text }], status, catchUpLimitMs);
  const caughtUpMs = Math.round(awakeMs() - startedAt);
  const within = relay.taken.map((from) => relay.taken.filter((at) => at >= from && at < from + windowMs));
  return { caughtUpMs, atOnce: Math.max(...within.map(({ length }) => length)) };
}

/** Every Outpost says `status` of the key, within so long; 0 = at once. */
async function expectAll(
  { fleet, caller, faults }: Scene,
  { text }: MadeKey,
  status: number,
  withinMs: number,
  when: string,
  members = fleet.members,
): Promise<void> {
  const probes = await askUntil(caller, members, [{ what: "key", text }], status, withinMs);
  const last = new Map(probes.map((one) => [one.outpost, one.status]));
  const wrong = [...last.values()].filter((said) => said !== status);
  if (wrong.length > 0)
    faults.push(`${wrong.length} of ${members.length} Outposts said ${wrong[0]}, not ${status}, ${when}`);
}

function line({ outposts, drainedMs, caughtUpMs, atOnce, faults }: AbsenceFigures): string {
  return [
    `${outposts} Outposts: the hub ended ${drainedMs} ms after it was told to`,
    `  after its return all had caught up within ${caughtUpMs} ms; connections in ${windowMs} ms: at most ${atOnce}`,
    `  faults: ${faults.length}`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings({ outposts, drainedMs, caughtUpMs, atOnce, faults }: AbsenceFigures): string[] {
  // Half of them in a quarter of a second would be a stampede; of a handful that says nothing.
  const stampede = outposts >= 20 && atOnce > outposts / 2;
  return [
    ...faults,
    ...(drainedMs > graceMs ? [`the hub took ${drainedMs} ms to end`] : []),
    ...(caughtUpMs > catchUpLimitMs ? [`catching up took ${caughtUpMs} ms`] : []),
    ...(stampede ? [`${atOnce} of ${outposts} Outposts came back within ${windowMs} ms`] : []),
  ];
}
