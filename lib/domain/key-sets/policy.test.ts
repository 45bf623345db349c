import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprint, type Policy, policyRefusal } from "./policy";
import { anyPolicy, plain } from "./testing/policies";

const d = (amount: number) => ({ amount, unit: "days" }) as const;
const m = (amount: number) => ({ amount, unit: "months" }) as const;

describe("a policy that cannot be says why", () => {
  test.each<[string, Partial<Policy>, string | null]>([
    ["as it is", {}, null],
    ["neither expiration nor rotation", { expiration: null, rotation: null, overlapDays: 30 }, null],
    ["rotation without expiration", { expiration: null }, null],
    ["both on one day", { expiration: d(90), rotation: d(90) }, null],
    ["both on one day of the month", { expiration: m(3), rotation: m(3) }, null],
    ["rotation after expiration", { expiration: d(30), rotation: d(31) }, "rotation-outlasts-expiration"],
    ["months after fewer months", { expiration: m(1), rotation: m(2) }, "rotation-outlasts-expiration"],
    // From 1 January a month takes 31 days.
    ["a month in 30 days", { expiration: d(30), rotation: m(1) }, "rotation-outlasts-expiration"],
    ["a month in 31 days", { expiration: d(31), rotation: m(1) }, null],
    // From 1 February it takes 28.
    ["29 days in a month", { expiration: m(1), rotation: d(29) }, "rotation-outlasts-expiration"],
    ["28 days in a month", { expiration: m(1), rotation: d(28) }, null],
    ["a year in 365 days", { expiration: d(365), rotation: m(12) }, "rotation-outlasts-expiration"],
    ["an overlap until the next rotation", { rotation: d(7) }, "overlap-outlasts-rotation"],
    ["an overlap of a February", { rotation: m(1), overlapDays: 28 }, "overlap-outlasts-rotation"],
    ["no overlap", { rotation: d(1), overlapDays: 0 }, null],
    ["an overlap of a month", { overlapDays: 31, rotation: null }, "overlap-out-of-range"],
    ["half a day of overlap", { overlapDays: 0.5 }, "overlap-out-of-range"],
    ["a negative overlap", { overlapDays: -1 }, "overlap-out-of-range"],
    ["no days at all", { expiration: d(0) }, "period-out-of-range"],
    ["eleven years", { expiration: m(121) }, "period-out-of-range"],
    ["a day and a half", { rotation: d(1.5) }, "period-out-of-range"],
    ["not a number", { rotation: d(Number.NaN) }, "period-out-of-range"],
    ["a notice on the day itself", { notifyDays: [0] }, "notify-days-out-of-range"],
    ["six notices", { notifyDays: [1, 2, 3, 4, 5, 6] }, "notify-days-out-of-range"],
  ])("%s", (_, patch, refusal) => {
    expect(policyRefusal({ ...plain, ...patch })).toBe(refusal);
  });
});

describe("the fingerprint", () => {
  test("is the same for the same rules, in whichever order notices are named", () => {
    expect(fingerprint({ ...plain, notifyDays: [3, 14, 3] })).toBe(fingerprint(plain));
  });
  test("is another for every other rule", () => {
    const others: Partial<Policy>[] = [
      { expiration: null },
      { expiration: m(90) },
      { rotation: null },
      { rotation: d(31) },
      { manualRegeneration: false },
      { overlapDays: 6 },
      { retrievable: false },
      { notifyDays: [] },
      { notifyDays: [143] },
    ];
    const texts = [plain, ...others.map((other) => ({ ...plain, ...other }))].map(fingerprint);
    expect(new Set(texts).size).toBe(texts.length);
  });
  test("tells any two policies apart that differ in a date or a right", () => {
    const rules = ({ notifyDays, overlapDays, ...rest }: Policy) =>
      JSON.stringify([
        rest.expiration && [rest.expiration.amount, rest.expiration.unit],
        rest.rotation && [rest.rotation.amount, rest.rotation.unit, overlapDays],
        rest.manualRegeneration,
        rest.retrievable,
        [...notifyDays].sort(),
      ]);
    fc.assert(
      fc.property(anyPolicy, anyPolicy, (one, other) => {
        expect(fingerprint(one) === fingerprint(other)).toBe(rules(one) === rules(other));
      }),
      { numRuns: 500 },
    );
  });
});
