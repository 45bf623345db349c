import fc from "fast-check";
import { expect, test } from "vitest";
import { addPeriod, daysOf, outlasts, type Period, periodText } from "./period";
import { anyStart, at } from "./testing/policies";

test.each([
  ["2026-01-31T10:30:00Z", 1, "months", "2026-02-28T10:30:00.000Z"],
  ["2028-01-31T10:30:00Z", 1, "months", "2028-02-29T10:30:00.000Z"],
  ["2028-02-29T00:00:00Z", 12, "months", "2029-02-28T00:00:00.000Z"],
  ["2026-03-31T23:59:59.999Z", 1, "months", "2026-04-30T23:59:59.999Z"],
  ["2026-11-15T00:00:00Z", 3, "months", "2027-02-15T00:00:00.000Z"],
  // Days are of 24 hours, also where Europe changes its clocks.
  ["2026-03-28T12:00:00Z", 2, "days", "2026-03-30T12:00:00.000Z"],
] as const)("%s and %d %s more is %s", (from, amount, unit, to) => {
  expect(addPeriod(at(from), { amount, unit }).toISOString()).toBe(to);
});

test("a month takes 28 to 31 days, a year 365 or 366", () => {
  expect(daysOf({ amount: 1, unit: "months" })).toEqual({ fewest: 28, most: 31 });
  expect(daysOf({ amount: 12, unit: "months" })).toEqual({ fewest: 365, most: 366 });
  expect(daysOf({ amount: 30, unit: "days" })).toEqual({ fewest: 30, most: 30 });
});

const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 800 }), unit: fc.constant("days" as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 26 }), unit: fc.constant("months" as const) }),
);

test("one that does not outlast another ends no later, whatever the date on which both begin", () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, anyStart, (one, other, from) => {
      if (!outlasts(one, other)) expect(addPeriod(from, one) <= addPeriod(from, other)).toBe(true);
      const took = (addPeriod(from, one).getTime() - from.getTime()) / 86_400_000;
      expect(took).toBeGreaterThanOrEqual(daysOf(one).fewest);
      expect(took).toBeLessThanOrEqual(daysOf(one).most);
    }),
    { numRuns: 3_000 },
  );
});

test("one that outlasts another does so on some date", () => {
  const starts = Array.from({ length: 4 * 366 }, (_, day) => new Date(Date.UTC(2027, 0, 1 + day)));
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (one, other) => {
      fc.pre(outlasts(one, other));
      expect(starts.some((from) => addPeriod(from, one) > addPeriod(from, other))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a period reads as people say it", () => {
  expect([periodText({ amount: 1, unit: "months" }), periodText({ amount: 90, unit: "days" })]).toEqual([
    "1 month",
    "90 days",
  ]);
});
