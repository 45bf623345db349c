import { describe, expect, test } from "vitest";
import { apply } from "../keys/effects";
import type { KeyFacts, MadeBy } from "../keys/key-facts";
import { type Decision, decide, replace } from "../keys/moves";
import { type Milestone, milestonesOf } from "./milestones";
import { at, days, keySet } from "./testing/policies";

const start = at("2026-01-01T08:00:00Z");
const dates = { expiresAt: days(start, 90), rotatesAt: days(start, 30) };
const first = keySet(dates, start);

/** Days after the start; "-" = none. */
const day = (when: Date | null) => (when === null ? "-" : (when.getTime() - start.getTime()) / 86_400_000);
const told = (milestones: Milestone[]) =>
  milestones.map(({ kind, generation, plannedAt, actualAt, cancelled, delayMs }) =>
    [
      kind,
      generation,
      day(plannedAt),
      day(actualAt),
      cancelled ? "cancelled" : delayMs && delayMs / 86_400_000,
    ].join(" "),
  );

function made(key: KeyFacts, decision: Decision, now: Date, by: MadeBy): KeyFacts {
  if (!decision.ok) throw new Error(decision.refusal);
  const facts = apply(key, decision.effects, now, `v${key.versions.length + 1}`);
  return { ...facts, versions: facts.versions.map((one) => (one.latest ? { ...one, madeBy: by } : one)) };
}

describe("the timeline", () => {
  test("of a pending key knows no date", () => {
    const pending = keySet({ expiresAt: null, rotatesAt: null }, null);
    expect(told(milestonesOf(pending, start))).toEqual(["provisioning 1 - - "]);
  });
  test("of an active key shows its provisioning, and what is planned", () => {
    expect(told(milestonesOf(first, days(start, 1)))).toEqual([
      "provisioning 1 - 0 ",
      "rotation 1 30 - ",
      "expiration 1 90 - ",
    ]);
  });
  test("shows the delay of what is due and has not happened", () => {
    expect(told(milestonesOf(first, days(start, 32)))[1]).toBe("rotation 1 30 - 2");
  });
  test("of a rotation shows the scheduled and the actual date, and when the old key ends", () => {
    const now = days(start, 31);
    const decision = replace(first, days(now, 7), days(now, 90), now, days(now, 30));
    const key = made(first, decision, now, "schedule");
    expect(told(milestonesOf(key, now))).toEqual([
      "provisioning 1 - 0 ",
      "rotation 1 30 31 1",
      "revocation 1 38 - ",
      "rotation 2 61 - ",
      "expiration 1 90 - cancelled",
      "expiration 2 121 - ",
    ]);
    expect(told(milestonesOf(key, days(start, 40)))[2]).toBe("revocation 1 38 38 0");
  });
  test("of a regeneration shows the revocation date and the new dates", () => {
    const now = days(start, 10);
    const key = made(first, replace(first, "none", days(now, 90), now, days(now, 30)), now, "regenerated");
    expect(told(milestonesOf(key, now))).toEqual([
      "provisioning 1 - 0 ",
      "revocation 1 - 10 ",
      "provisioning 2 - 10 ",
      "rotation 1 30 - cancelled",
      "rotation 2 40 - ",
      "expiration 1 90 - cancelled",
      "expiration 2 100 - ",
    ]);
    expect(milestonesOf(key, now)[1]!.reason).toBe("superseded");
  });
  test("of a revoked key cancels what was planned", () => {
    const now = days(start, 10);
    const decision = decide(first, "revoke", now, "leaked");
    if (!decision.ok) throw new Error(decision.refusal);
    expect(told(milestonesOf(apply(first, decision.effects, now, ""), now))).toEqual([
      "provisioning 1 - 0 ",
      "revocation 1 - 10 ",
      "rotation 1 30 - cancelled",
      "expiration 1 90 - cancelled",
    ]);
  });
  test("of an expired key shows both dates, and that it was not rotated any more", () => {
    expect(told(milestonesOf(first, days(start, 91)))).toEqual([
      "provisioning 1 - 0 ",
      "rotation 1 30 - cancelled",
      "expiration 1 90 90 0",
    ]);
  });
  test("of a key that was carried to the end of the day of both shows the delay of its expiration", () => {
    const both = keySet({ expiresAt: days(start, 90), rotatesAt: days(start, 90) }, start);
    const [, , expiration] = milestonesOf(both, days(start, 92));
    expect(expiration).toMatchObject({ kind: "expiration", delayMs: 16 * 3_600_000, cancelled: false });
  });
  test("of a rotation that was rolled back tells both, and the next one as another", () => {
    const [later, again] = [days(start, 30), days(start, 50)];
    const twice = made(first, replace(first, null, "keep", later, null), later, "schedule");
    const back = decide(twice, "roll-back", days(start, 31));
    if (!back.ok) throw new Error(back.refusal);
    const rolled = apply(twice, back.effects, days(start, 31), "");
    const key = made(rolled, replace(rolled, days(start, 57), "keep", again, null), again, "rotated");
    expect(told(milestonesOf(key, again))).toEqual([
      "provisioning 1 - 0 ",
      "rotation 1 30 30 0",
      "revocation 2 - 31 ",
      "rotation 1 - 50 ",
      "revocation 1 57 - ",
      "expiration 1 90 - cancelled",
      "expiration 2 90 - cancelled",
      "expiration 3 90 - ",
    ]);
  });
});
