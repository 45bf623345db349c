import fc from "fast-check";
import { expect, test } from "vitest";
import { ageMs, maxStaleMs } from "./freshness";

const now = { wallMs: 1_000_000_000, monotonicMs: 5_000 };

test.each([
  ["never heard", null, Number.POSITIVE_INFINITY],
  ["heard a moment ago", { wallMs: now.wallMs - 10, monotonicMs: 4_990 }, 10],
  [
    "the machine slept, and its monotonic clock with it",
    { wallMs: now.wallMs - 90_000, monotonicMs: 4_000 },
    90_000,
  ],
  ["the date was set back since", { wallMs: now.wallMs + 3_600_000, monotonicMs: 1_000 }, 4_000],
  ["heard before the restart", { wallMs: now.wallMs - 7_000, monotonicMs: null }, 7_000],
  ["the clock was put right a little", { wallMs: now.wallMs + 30_000, monotonicMs: null }, 0],
  [
    "heard in the future, so nobody can tell",
    { wallMs: now.wallMs + 90_000, monotonicMs: null },
    Number.POSITIVE_INFINITY,
  ],
])("%s", (_, heard, age) => {
  expect(ageMs(heard, now)).toBe(age);
});

test("no clock that is set back makes a running Outpost's state younger than it is", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (setBackMs, elapsedMs) => {
      const heard = { wallMs: 0, monotonicMs: 0 };
      expect(ageMs(heard, { wallMs: elapsedMs - setBackMs, monotonicMs: elapsedMs })).toBeGreaterThanOrEqual(
        elapsedMs,
      );
    }),
  );
});

test("an Outpost may shorten what the hub allows, never lengthen it", () => {
  expect([maxStaleMs(100, null), maxStaleMs(100, 10), maxStaleMs(100, 1_000)]).toEqual([
    100_000, 10_000, 100_000,
  ]);
});
