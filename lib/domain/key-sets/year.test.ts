import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../keys/effects";
import { type KeyFacts, latestOf } from "../keys/key-facts";
import { expiryOf, versionStatus } from "../keys/status";
import { collected, dueOf, rotateBySchedule, type ScheduledKey } from "./due";
import { type Milestone, milestonesOf } from "./milestones";
import { addPeriod, DAY_MS } from "./period";
import { type Policy, scheduleOf } from "./policy";
import { previewOf } from "./preview";
import { datesFrom } from "./schedule";
import { anyPolicy, anyStart, at, days, keySet, plain } from "./testing/policies";

const SETS = 1_000;
const SURELY_DUE = 40;
const yearFrom = (start: Date) => addPeriod(start, { amount: 12, unit: "months" });

/** A key set under the clock, and the client that uses it. */
interface Lived {
  policy: Policy;
  start: Date;
  key: ScheduledKey;
  /** After which part of the promised overlap its client changes to a new secret: 0 = at once, 1 = at its very end. */
  changesAfter: number;
  /** What was recorded as it happened. */
  recorded: { what: "rotation"; plannedAt: Date; actualAt: Date }[];
}

function born(policy: Policy, start: Date, changesAfter: number): Lived {
  const schedule = scheduleOf(policy);
  const facts = keySet(datesFrom(schedule, start), start);
  const key = { facts, schedule, showOnce: !policy.retrievable, uncollected: false };
  return { policy, start, key, changesAfter, recorded: [] };
}

/** What the job does of one key set when it looks at it; false = there was nothing to do. */
function work(one: Lived, now: Date): boolean {
  const due = dueOf(one.key, now);
  if (due.due === "nothing") return false;
  const decision = rotateBySchedule(one.key, now);
  if (!decision.ok) throw new Error(decision.refusal);
  const { facts } = one.key;
  const made = bySchedule(apply(facts, decision.effects, now, `v${facts.versions.length + 1}`));
  const after = apply(made, one.key.showOnce ? collected({ ...one.key, facts: made }, now) : [], now, "");
  one.key = { ...one.key, facts: after };
  one.recorded.push({ what: "rotation", plannedAt: due.plannedAt, actualAt: now });
  return true;
}

const bySchedule = (facts: KeyFacts): KeyFacts => ({
  ...facts,
  versions: facts.versions.map((one) => (one.latest ? { ...one, madeBy: "schedule" } : one)),
});

/** A clock for all: goes from one date on which somebody asked to be looked at to the next, and is never read. */
function live(all: Lived[], jobsRun: (now: Date) => Date): void {
  const queue = new Map<number, Set<Lived>>();
  const ask = (one: Lived, now: Date) => {
    const due = dueOf(one.key, now);
    if (due.due !== "nothing" || due.next === null || due.next > yearFrom(one.start)) return;
    const when = Math.max(jobsRun(due.next).getTime(), now.getTime());
    queue.set(when, (queue.get(when) ?? new Set()).add(one));
  };
  for (const one of all) ask(one, one.start);
  while (queue.size > 0) {
    const when = Math.min(...queue.keys());
    const now = new Date(when);
    const asked = [...queue.get(when)!].sort(
      (a, b) => latestOf(a.key.facts).rotatesAt!.getTime() - latestOf(b.key.facts).rotatesAt!.getTime(),
    );
    queue.delete(when);
    for (const one of asked) {
      work(one, now);
      // A second instance that looks at the same moment finds nothing to do.
      expect(work(one, now)).toBe(false);
      ask(one, now);
    }
  }
}

const rotations = (milestones: Milestone[]) =>
  milestones.flatMap(({ kind, plannedAt, actualAt }) =>
    kind === "rotation" && actualAt ? [{ plannedAt, actualAt }] : [],
  );

/** Until when the old key was promised to work: the overlap, or its own expiration where that is on an earlier day. */
function promisedUntil(policy: Policy, old: KeyFacts["versions"][number], rotatedAt: Date): Date {
  const overlap = days(rotatedAt, policy.overlapDays);
  // What is shown once is waited for, and the overlap begins whole when it is collected.
  if (!policy.retrievable) return overlap;
  const { expiresAt, rotatesAt } = old;
  if (expiresAt === null) return overlap;
  const sameDay = expiresAt.toISOString().slice(0, 10) === rotatesAt!.toISOString().slice(0, 10);
  return sameDay || expiresAt > overlap ? overlap : expiresAt;
}

/** Follows a client that changes to each new secret within the overlap that it was promised. */
function neverRefused(one: Lived, until: Date): void {
  const { policy, changesAfter } = one;
  const { versions } = one.key.facts;
  let from = one.start;
  for (const [i, version] of versions.entries()) {
    const next = versions[i + 1];
    const works = (when: Date) =>
      expect([one.policy, version.id, when, versionStatus(version, false, when)]).toEqual([
        one.policy,
        version.id,
        when,
        "active",
      ]);
    works(from);
    if (!next) {
      // The last one is good to its own end.
      const end = expiryOf(version);
      works(new Date(Math.min(until.getTime(), (end ?? until).getTime() - 1)));
      return;
    }
    const rotatedAt = next.activatedAt!;
    const promised = promisedUntil(policy, version, rotatedAt).getTime() - rotatedAt.getTime();
    const changes = new Date(rotatedAt.getTime() + Math.max(0, Math.floor(promised * changesAfter) - 1));
    if (promised > 0) works(new Date(rotatedAt.getTime()));
    if (promised > 0) works(changes);
    from = changes;
  }
}

describe("a year of 1,000 key sets with mixed policies", () => {
  const all = fc
    .sample(fc.tuple(anyPolicy, anyStart, fc.double({ min: 0, max: 1, noNaN: true })), SETS)
    .map(([policy, start, changesAfter]) => born(policy, start, changesAfter));
  live(all, (next) => next);

  test("records the milestones that the preview of their policies showed", () => {
    let count = 0;
    for (const { policy, start, key, recorded } of all) {
      const until = yearFrom(start);
      const preview = previewOf(policy, start);
      const shown = milestonesOf(key.facts, until).filter(
        ({ plannedAt, actualAt }) => (actualAt ?? plannedAt)! <= until,
      );
      expect([policy, start, shown]).toEqual([policy, start, preview]);
      expect([policy, start, recorded.map(({ plannedAt, actualAt }) => ({ plannedAt, actualAt }))]).toEqual([
        policy,
        start,
        rotations(preview),
      ]);
      for (const { delayMs, kind } of preview) if (kind === "rotation") expect(delayMs ?? 0).toBe(0);
      count += preview.length;
    }
    expect(count).toBeGreaterThan(3 * SETS);
  });

  test("rotates on the dates that a calendar gives, and expires where nothing rotates before", () => {
    for (const { policy, start } of all) {
      const until = yearFrom(start);
      const expected: Date[] = [];
      if (policy.rotation)
        for (
          let when = addPeriod(start, policy.rotation);
          when <= until;
          when = addPeriod(when, policy.rotation)
        )
          expected.push(when);
      const preview = previewOf(policy, start);
      expect([policy, rotations(preview).map(({ actualAt }) => actualAt)]).toEqual([policy, expected]);
      const ends = policy.expiration && addPeriod(start, policy.expiration);
      const expired = preview.filter(({ kind, actualAt }) => kind === "expiration" && actualAt);
      if (policy.rotation) {
        // Only what was replaced, and promised no more.
        const replaced = rotations(preview).length;
        for (const { generation } of expired) expect(generation).toBeLessThanOrEqual(replaced);
      } else
        expect([policy, expired.map(({ actualAt }) => actualAt)]).toEqual([
          policy,
          ends && ends <= until ? [ends] : [],
        ]);
    }
  });

  test("refuses no client that changes to each new secret within the overlap it was promised", () => {
    for (const one of all) neverRefused(one, yearFrom(one.start));
    expect(all.filter(({ key }) => key.facts.versions.length > 1).length).toBeGreaterThan(SETS / 4);
  });
});

/** However chance mixes the others: key sets whose first rotation is due in the week from then on, every four hours one. */
function surelyDue(from: Date): Lived[] {
  return Array.from({ length: SURELY_DUE }, (_, i) => {
    const rotation = { amount: 10 + 2 * i, unit: "days" as const };
    const policy = { ...plain, rotation, expiration: i % 2 ? { amount: 12, unit: "months" as const } : null };
    return born(policy, days(from, (4 * i) / 24 - rotation.amount), (i % 5) / 4);
  });
}

describe("jobs that stop for a week", () => {
  const start = at("2026-01-01T00:00:00Z");
  // Nothing is planned for half past.
  const [stopped, resumed] = [at("2026-06-01T12:30:00Z"), at("2026-06-08T12:30:00Z")];
  const all = fc
    .sample(
      fc.tuple(anyPolicy, fc.integer({ min: 0, max: 60 * 24 }), fc.double({ min: 0, max: 1, noNaN: true })),
      SETS,
    )
    .map(([policy, hours, changesAfter]) => born(policy, days(start, hours / 24), changesAfter))
    .concat(surelyDue(at("2026-06-01T13:00:00Z")));
  live(all, (next) => (next > stopped && next < resumed ? resumed : next));
  const caughtUp = all.filter(({ recorded }) =>
    recorded.some(({ actualAt }) => actualAt.getTime() === resumed.getTime()),
  );

  test("catch up once, and tell the delay", () => {
    expect(caughtUp.length).toBeGreaterThan(SURELY_DUE);
    for (const { recorded, key } of caughtUp) {
      const late = recorded.filter(({ plannedAt }) => plannedAt > stopped && plannedAt < resumed);
      expect(late.map(({ actualAt }) => actualAt)).toEqual([resumed]);
      const told = milestonesOf(key.facts, resumed).filter(
        ({ actualAt, kind }) => kind === "rotation" && actualAt?.getTime() === resumed.getTime(),
      );
      expect(told.map(({ delayMs }) => delayMs)).toEqual([resumed.getTime() - late[0]!.plannedAt.getTime()]);
      expect(told[0]!.delayMs).toBeLessThanOrEqual(7 * DAY_MS);
    }
  });

  test("go on from there by the policy: every later rotation is a period after the one before", () => {
    for (const { recorded, policy, start: born } of caughtUp)
      for (const [i, { plannedAt }] of recorded.entries())
        expect(plannedAt).toEqual(addPeriod(recorded[i - 1]?.actualAt ?? born, policy.rotation!));
  });

  test("revive nothing that expired meanwhile, and refuse no client of what did not", () => {
    for (const one of all) {
      for (const [i, version] of one.key.facts.versions.entries()) {
        const next = one.key.facts.versions[i + 1];
        // Whatever was replaced was good until then.
        if (next)
          expect(
            versionStatus({ ...version, retiresAt: null }, false, new Date(next.activatedAt!.getTime() - 1)),
          ).toBe("active");
      }
      neverRefused(one, yearFrom(one.start));
    }
  });

  test("expire at their time what they could not rotate: nobody had to run for that", () => {
    const lost = all.filter(({ key: { facts } }) => {
      const { rotatesAt } = latestOf(facts);
      return rotatesAt !== null && rotatesAt > stopped && rotatesAt < resumed;
    });
    for (const { key } of lost) {
      const latest = latestOf(key.facts);
      expect(versionStatus(latest, false, resumed)).toBe("expired");
      expect(expiryOf(latest)! <= resumed).toBe(true);
    }
  });
});
