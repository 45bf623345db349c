import fc from "fast-check";
import { expect, test } from "vitest";
import { activateWithApplication, suspendWithApplication } from "../applications/application";
import { collected, dueOf, rotateBySchedule } from "../key-sets/due";
import { type Policy, scheduleOf } from "../key-sets/policy";
import { datesFrom } from "../key-sets/schedule";
import { anyPolicy, at, days, keySet } from "../key-sets/testing/policies";
import { apply, type Effect } from "./effects";
import { type KeyFacts, keyStatus, latestOf, liveVersions, overlapping, worksNow } from "./key-facts";
import type { KeyKind } from "./kinds";
import { activate, decide, MOVES, type Move, refusalOf, replace, TRANSITIONS } from "./moves";
import { type Status, versionStatus } from "./status";

/**
 * Which status may follow which, written down once more, and by hand: what the table, the schedule and the application do
 * together never leaves it. The clock alone brings about the last column.
 */
const MAY_FOLLOW: Record<Status, Partial<Record<Move | "clock" | "application" | "schedule", Status[]>>> = {
  pending: { activate: ["active"], application: ["pending"], edit: ["pending"], delete: ["revoked"] },
  active: {
    edit: ["active"],
    disable: ["suspended"],
    revoke: ["revoked"],
    regenerate: ["active"],
    rotate: ["active"],
    "end-overlap": ["active"],
    "roll-back": ["active"],
    delete: ["revoked"],
    application: ["suspended", "active"],
    schedule: ["active"],
    clock: ["expired"],
  },
  suspended: {
    edit: ["suspended"],
    disable: ["suspended"],
    enable: ["active", "suspended"],
    revoke: ["revoked"],
    regenerate: ["suspended"],
    rotate: ["suspended"],
    "end-overlap": ["suspended"],
    "roll-back": ["suspended"],
    delete: ["revoked"],
    application: ["suspended", "active"],
    schedule: ["suspended"],
    clock: ["expired"],
  },
  expired: {
    edit: ["expired"],
    revoke: ["revoked"],
    regenerate: ["active", "suspended"],
    "end-overlap": ["expired"],
    "roll-back": ["active", "suspended"],
    delete: ["expired"],
    application: ["expired"],
  },
  revoked: { edit: ["revoked"], delete: ["revoked"], application: ["revoked"] },
};

const ACTS = [
  ...MOVES,
  "schedule",
  "collect",
  "suspend-application",
  "activate-application",
  "wait",
] as const;
/** As `expect`, for what is asked a million times. */
function must(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Error(promise);
}
const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();

type Act = (typeof ACTS)[number];
type Cause = Move | "application" | "schedule";

interface World {
  key: KeyFacts;
  policy: Policy;
  uncollected: boolean;
}

const step = fc.record({
  // Lives that end at once tell little.
  act: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...ACTS.filter((act) => act !== "revoke" && act !== "delete")) },
    { weight: 3, arbitrary: fc.constantFrom<Act>("schedule", "collect", "enable") },
    { weight: 1, arbitrary: fc.constantFrom<Act>("revoke", "delete") },
  ),
  pauseHours: fc.oneof({ weight: 3, arbitrary: fc.nat(40) }, fc.integer({ min: 0, max: 24 * 40 })),
  choice: fc.nat(1_000),
});
type Step = { act: Act; pauseHours: number; choice: number };

/** The schedule sleeps until something is due. */
function wakeUp({ key, policy, uncollected }: World, now: Date): Date {
  const schedule = scheduleOf(policy);
  const due = dueOf({ facts: key, schedule, showOnce: !policy.retrievable, uncollected }, now);
  return due.due === "nothing" && due.next !== null ? due.next : now;
}

/** What an act changes; null = it is refused, or there is nothing to do. */
function effectsOf({ key, policy, uncollected }: World, { act, choice }: Step, now: Date): Effect[] | null {
  const schedule = scheduleOf(policy);
  const dates = datesFrom(schedule, now);
  const scheduled = { facts: key, schedule, showOnce: !policy.retrievable, uncollected };
  switch (act) {
    case "wait":
      return null;
    case "schedule": {
      const due = dueOf(scheduled, now);
      if (due.due === "nothing") return null;
      const decision = rotateBySchedule(scheduled, now);
      // What is due is open.
      if (!decision.ok) throw new Error(decision.refusal);
      return decision.effects;
    }
    case "collect":
      // What has ended has no secret any more.
      return uncollected && ["active", "suspended"].includes(keyStatus(key, now))
        ? collected(scheduled, now)
        : null;
    case "suspend-application":
      return suspendWithApplication(key, now);
    case "activate-application":
      return activateWithApplication(key, choice % 2 === 0);
    default: {
      const decision = decisionOf(key, act, choice, dates, now);
      // The screen's question and the server's act agree, but for what only the chosen dates can tell.
      if (act !== "regenerate" && act !== "rotate")
        expect(refusalOf(key, act, now) === null).toBe(decision.ok);
      else if (decision.ok) expect(refusalOf(key, act, now)).toBeNull();
      return decision.ok ? decision.effects : null;
    }
  }
}

function decisionOf(
  key: KeyFacts,
  move: Move,
  choice: number,
  dates: ReturnType<typeof datesFrom>,
  now: Date,
) {
  if (move === "activate") return activate(key, dates, now);
  if (move === "regenerate") return replace(key, "none", dates.expiresAt, now, dates.rotatesAt);
  if (move !== "rotate") return decide(key, move, now);
  // Overlaps of every length, also without end, and new versions that end before their old ones.
  const overlap = choice % 5 === 0 ? null : days(now, (choice % 720) / 24);
  return replace(
    key,
    overlap,
    choice % 3 === 0 ? days(now, (choice % 40) / 24) : "keep",
    now,
    dates.rotatesAt,
  );
}

const causeOf = (act: Act): Cause | null =>
  act === "suspend-application" || act === "activate-application"
    ? "application"
    : act === "collect" || act === "schedule"
      ? "schedule"
      : act === "wait"
        ? null
        : act;

function hold(before: KeyFacts, after: KeyFacts, act: Act, now: Date): void {
  const [from, to] = [keyStatus(before, now), keyStatus(after, now)];
  const cause = causeOf(act)!;
  must(MAY_FOLLOW[from][cause]?.includes(to) ?? false, `${from} became ${to} by ${act}`);
  if (cause in TRANSITIONS) {
    const { from: open, to: lands } = TRANSITIONS[cause as Move];
    must(open.includes(from), `${act} from ${from}`);
    if (lands === "deleted") must(same(after.deletedAt, now), "not deleted");
    else if (lands === "same") must(from === "expired" || to === from, `${act} made ${to} of ${from}`);
    // Another hold may keep it suspended.
    else must(to === lands || to === "suspended", `${act} made ${to}`);
  }
  legal(after, now);
  if (after.deletedAt) must(!worksNow(after, now), "a deleted key works");
  for (const version of before.versions) {
    const later = after.versions.find(({ id }) => id === version.id)!;
    if (version.revokedAt) must(same(later.revokedAt, version.revokedAt), "one came back from revocation");
    if (version.activatedAt) must(same(later.expiresAt, version.expiresAt), "an expiration was edited");
    must(later.generation === version.generation, "a generation was renumbered");
    const overlapBegins = act === "rotate" && (later.retiresAt === null || later.retiresAt > now);
    if (overlapBegins && versionStatus(version, false, now) === "active")
      must(
        versionStatus(later, false, now) === "active",
        "a rotation took a version away before its overlap",
      );
  }
}

/** What holds of every key at every moment. */
function legal(key: KeyFacts, now: Date): void {
  const { versions, holds } = key;
  must(versions.filter(({ latest }) => latest).length === 1, "not one LATEST");
  must(new Set(versions.map(({ generation }) => generation)).size === versions.length, "a generation twice");
  must(liveVersions(key, now).length <= 2, "more than two live versions");
  must(new Set(holds).size === holds.length, "the same hold twice");
  const status = keyStatus(key, now);
  must(holds.length === 0 || !worksNow(key, now), "a key works under a hold");
  must(holds.length === 0 || status !== "active", "a key is active under a hold");
  const { generation } = latestOf(key);
  for (const version of versions)
    must(
      version.generation <= generation || version.revokeReason === "rolled_back",
      "a newer one than LATEST",
    );
  const old = overlapping(key, now);
  must(old === null || old.generation < generation, "an overlap with a newer version");
  must(status !== "pending" || versions.length === 1, "pending after it had a secret");
}

function begin(kind: KeyKind, policy: Policy, start: Date, manualRegeneration: boolean): KeyFacts {
  if (kind === "key_set") {
    const set = { manualRegeneration, applicationSuspended: false, anotherValid: false };
    return keySet({ expiresAt: null, rotatesAt: null }, null, { set });
  }
  return keySet(datesFrom(scheduleOf(policy), start), start, { kind, set: undefined });
}

test("no sequence of moves, rotations by the schedule and suspensions of the application reaches an illegal state", () => {
  let steps = 0;
  const done = new Map<string, number>();
  const start = at("2026-01-30T10:00:00Z");
  const life = fc.record({
    kind: fc.constantFrom<KeyKind>("key_set", "key_set", "access", "personal"),
    policy: anyPolicy,
    steps: fc.array(step, { minLength: 40, maxLength: 40 }),
  });
  fc.assert(
    fc.property(life, ({ kind, policy, steps: all }) => {
      const world: World = {
        key: begin(kind, policy, start, policy.manualRegeneration),
        policy,
        uncollected: false,
      };
      let now = start;
      for (const [i, one] of all.entries()) {
        steps++;
        const before = keyStatus(world.key, now);
        now = days(now, one.pauseHours / 24);
        if (one.act === "schedule") now = wakeUp(world, now);
        const status = keyStatus(world.key, now);
        if (status !== before)
          expect(MAY_FOLLOW[before].clock ?? [], `${before} by the clock`).toContain(status);
        legal(world.key, now);
        // An application holds key sets alone.
        if (kind !== "key_set" && one.act.endsWith("-application")) continue;
        const effects = effectsOf(world, one, now);
        if (effects === null) continue;
        done.set(one.act, (done.get(one.act) ?? 0) + 1);
        const next = apply(world.key, effects, now, `n${i}`);
        hold(world.key, next, one.act, now);
        if (next.versions.length > world.key.versions.length)
          world.uncollected = one.act === "schedule" && !policy.retrievable;
        if (one.act === "collect") world.uncollected = false;
        if (world.key.set && one.act.endsWith("-application")) {
          const applicationSuspended = one.act === "suspend-application";
          next.set = { ...world.key.set, applicationSuspended };
          must(!applicationSuspended || !worksNow(next, now), "a key of a suspended application works");
        }
        world.key = next;
      }
    }),
    { numRuns: 2_600 },
  );
  expect(steps).toBeGreaterThanOrEqual(100_000);
  // None of it was refused throughout.
  for (const act of ACTS) if (act !== "wait") expect(done.get(act) ?? 0, act).toBeGreaterThan(100);
});
