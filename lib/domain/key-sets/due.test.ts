import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../keys/effects";
import { type KeyFacts, keyStatus, latestOf, worksNow } from "../keys/key-facts";
import { decide, replace } from "../keys/moves";
import { versionStatus } from "../keys/status";
import { collected, dueOf, heldAlong, overdueSince, rotateBySchedule, type ScheduledKey } from "./due";
import { datesFrom, type Schedule } from "./schedule";
import { at, days, keySet } from "./testing/policies";

const start = at("2026-01-01T08:00:00Z");
const schedule: Schedule = {
  expiration: { amount: 90, unit: "days" },
  rotation: { amount: 30, unit: "days" },
  overlapHours: 7 * 24,
};
const scheduled = (patch: Partial<ScheduledKey> = {}): ScheduledKey => ({
  facts: keySet(datesFrom(patch.schedule ?? schedule, start), start),
  schedule,
  showOnce: false,
  uncollected: false,
  ...patch,
});

/** Lets the schedule do what is due. */
function run(key: ScheduledKey, now: Date): ScheduledKey {
  const due = dueOf(key, now);
  if (due.due === "nothing") return key;
  const decision = rotateBySchedule(key, now);
  if (!decision.ok) throw new Error(decision.refusal);
  const id = `v${key.facts.versions.length + 1}`;
  return { ...key, uncollected: key.showOnce, facts: apply(key.facts, decision.effects, now, id) };
}

describe("the scheduled rotation", () => {
  test("comes at its date and not before", () => {
    expect(dueOf(scheduled(), days(start, 29))).toEqual({
      due: "nothing",
      next: days(start, 30),
      held: null,
    });
    expect(dueOf(scheduled(), days(start, 30))).toEqual({ due: "rotate", plannedAt: days(start, 30) });
  });
  test("leaves the old key working through the overlap, and counts the new dates from then", () => {
    const { facts } = run(scheduled(), days(start, 30));
    expect(latestOf(facts)).toMatchObject({ expiresAt: days(start, 120), rotatesAt: days(start, 60) });
    expect(facts.versions[0]!.retiresAt).toEqual(days(start, 37));
  });
  test("inherits a suspension", () => {
    const suspended = keySet(datesFrom(schedule, start), start, { holds: ["manual"] });
    const { facts } = run(scheduled({ facts: suspended }), days(start, 30));
    expect([facts.versions.length, keyStatus(facts, days(start, 30))]).toEqual([2, "suspended"]);
  });
  test("asked late it comes once, and its dates count from then", () => {
    const late = run(scheduled(), days(start, 89));
    expect(late.facts.versions).toHaveLength(2);
    expect(dueOf(late, days(start, 89))).toEqual({ due: "nothing", next: days(start, 119), held: null });
  });
  test("does not revive an expired key, nor a revoked, deleted or pending one", () => {
    const nothing = { due: "nothing", next: null, held: null };
    const { facts } = scheduled();
    const revoked = decide(facts, "revoke", start);
    if (!revoked.ok) throw new Error(revoked.refusal);
    expect(dueOf(scheduled(), days(start, 90))).toEqual(nothing);
    for (const dead of [
      apply(facts, revoked.effects, start, ""),
      { ...facts, deletedAt: start },
      keySet({ expiresAt: null, rotatesAt: null }, null),
    ])
      expect(dueOf(scheduled({ facts: dead }), days(start, 30))).toEqual(nothing);
  });
  test("on the day of the expiration it takes precedence to the end of that day, and the overlap is kept", () => {
    const both = { ...schedule, rotation: schedule.expiration };
    const key = scheduled({ schedule: both });
    const evening = at("2026-04-01T23:59:00Z");
    expect(dueOf(key, evening).due).toBe("rotate");
    expect(dueOf(key, at("2026-04-02T00:00:00Z")).due).toBe("nothing");
    const { facts } = run(key, evening);
    expect(versionStatus(facts.versions[0]!, false, days(evening, 6.9))).toBe("active");
    expect(versionStatus(facts.versions[0]!, false, days(evening, 7))).toBe("revoked");
  });
  test("waits while another rotation runs, and for good after somebody rolled one back", () => {
    const asked = replace(scheduled().facts, days(start, 40), "keep", start, days(start, 30));
    if (!asked.ok) throw new Error(asked.refusal);
    const both = apply(scheduled().facts, asked.effects, start, "v2");
    expect(dueOf(scheduled({ facts: both }), days(start, 31))).toEqual({
      due: "nothing",
      next: days(start, 40),
      held: "in-overlap",
    });
    const back = decide(both, "roll-back", days(start, 31));
    if (!back.ok) throw new Error(back.refusal);
    const again = apply(both, back.effects, days(start, 31), "");
    expect(dueOf(scheduled({ facts: again }), days(start, 31))).toMatchObject({ held: "rolled-back" });
    // Until somebody makes a new secret: that one has its own date.
    const fresh = replace(again, "none", "keep", days(start, 32), days(start, 62));
    if (!fresh.ok) throw new Error(fresh.refusal);
    const facts = apply(again, fresh.effects, days(start, 32), "v3");
    expect(dueOf(scheduled({ facts }), days(start, 62)).due).toBe("rotate");
  });
});

describe("a secret that is shown once", () => {
  const forGood = { ...schedule, expiration: null };
  const rotated = run(scheduled({ schedule: forGood, showOnce: true }), days(start, 30));
  test("keeps the old key working until somebody has collected it, and then for the overlap", () => {
    works(rotated.facts, "v1", days(start, 4_000));
    const when = days(start, 400);
    expect(collected(rotated, when)).toEqual([{ do: "retire", version: "v1", at: days(start, 407) }]);
  });
  test("holds the next rotation, and says so", () => {
    // The date of the second rotation has come; the first secret still waits.
    expect(dueOf(rotated, days(start, 60))).toEqual({ due: "nothing", next: null, held: "uncollected" });
    const facts = apply(rotated.facts, collected(rotated, days(start, 61)), start, "");
    const taken = { ...rotated, uncollected: false, facts };
    expect(dueOf(taken, days(start, 61))).toMatchObject({ held: "in-overlap", next: days(start, 68) });
    expect(run(taken, days(start, 68)).facts.versions).toHaveLength(3);
  });
  test("carries the old key past its own expiration, and no further than the new one lives", () => {
    const tight = { ...schedule, expiration: { amount: 32, unit: "days" as const } };
    const key = run(scheduled({ schedule: tight, showOnce: true }), days(start, 30));
    works(key.facts, "v1", days(start, 33));
    works(key.facts, "v1", days(start, 61.99));
    expect(worksNow(key.facts, days(start, 62))).toBe(false);
    const facts = apply(key.facts, collected(key, days(start, 40)), days(start, 40), "");
    works(facts, "v1", days(start, 46.99));
    expect(versionStatus(facts.versions[0]!, false, days(start, 47))).toBe("revoked");
    // A secret that can be retrieved is waited for by nobody: the old one ends as planned.
    const plain = run(scheduled({ schedule: tight }), days(start, 30));
    expect(versionStatus(plain.facts.versions[0]!, false, days(start, 32))).toBe("expired");
  });
  test("gives the old key another end where it gets one itself", () => {
    const dates = { expiresAt: days(start, 500), rotatesAt: days(start, 60) };
    const [effect] = heldAlong(rotated, dates, days(start, 31));
    expect(effect).toEqual({ do: "retire", version: "v1", at: days(start, 500) });
    expect(heldAlong({ ...rotated, uncollected: false }, dates, days(start, 31))).toEqual([]);
  });
  test("taken back, leaves the old key the expiration that it had", () => {
    const { facts } = run(scheduled({ showOnce: true }), days(start, 30));
    const back = decide({ ...facts, kind: "access" }, "roll-back", days(start, 50));
    if (!back.ok) throw new Error(back.refusal);
    const old = latestOf(apply(facts, back.effects, days(start, 50), ""));
    expect(old).toMatchObject({ id: "v1", retiresAt: null, expiresAt: days(start, 90) });
    // Past that one there is nothing to come back to, though it works still.
    works(facts, "v1", days(start, 91));
    expect(decide({ ...facts, kind: "access" }, "roll-back", days(start, 91))).toMatchObject({
      refusal: "old-version-expired",
    });
  });
  test("is overdue once the overlap that was promised has passed", () => {
    expect(overdueSince(rotated, days(start, 36.9))).toBeNull();
    expect(overdueSince(rotated, days(start, 38))).toEqual(days(start, 37));
    expect(overdueSince({ ...rotated, uncollected: false }, days(start, 38))).toBeNull();
  });
  test("is replaced at its date where no old key waits for it any more", () => {
    const ended = decide(rotated.facts, "end-overlap", days(start, 40));
    if (!ended.ok) throw new Error(ended.refusal);
    const alone = { ...rotated, facts: apply(rotated.facts, ended.effects, days(start, 40), "") };
    expect(dueOf(alone, days(start, 60)).due).toBe("rotate");
  });
  test("never breaks what runs with the old key, however late it is collected and though jobs stop for months", () => {
    const month = fc.record({
      rotation: fc.integer({ min: 8, max: 200 }),
      collectAfterDays: fc.integer({ min: 0, max: 600 }),
      /** Days on which jobs run again after they stopped. */
      pauses: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 20, maxLength: 40 }),
    });
    fc.assert(
      fc.property(month, ({ rotation, collectAfterDays, pauses }) => {
        const every: Schedule = {
          expiration: null,
          rotation: { amount: rotation, unit: "days" },
          overlapHours: 168,
        };
        let key = scheduled({
          schedule: every,
          showOnce: true,
          facts: keySet(datesFrom(every, start), start),
        });
        let held = "v1";
        let now = start;
        for (const pause of pauses) {
          const before = now;
          now = days(now, pause);
          const { activatedAt, id } = latestOf(key.facts);
          const collectAt = days(activatedAt!, collectAfterDays);
          if (key.uncollected && collectAt <= now) {
            const when = new Date(Math.max(collectAt.getTime(), before.getTime()));
            // Whoever collects it changes the program within the overlap.
            works(key.facts, held, when);
            const facts = apply(key.facts, collected(key, when), when, "");
            works(facts, held, days(when, 6.99));
            key = { ...key, uncollected: false, facts };
            held = id;
          }
          works(key.facts, held, now);
          key = run(key, now);
          works(key.facts, held, now);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function works(facts: KeyFacts, version: string, now: Date): void {
  const one = facts.versions.find(({ id }) => id === version)!;
  expect([version, now.toISOString(), versionStatus(one, false, now)]).toEqual([
    version,
    now.toISOString(),
    "active",
  ]);
  expect(worksNow(facts, now)).toBe(true);
}
