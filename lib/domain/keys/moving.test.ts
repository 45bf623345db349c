import { describe, expect, test } from "vitest";
import { adviceFor, type Mover, movingOf, QUIET_MS, usualIntervalMs } from "./moving";

const rotatedAt = new Date("2026-03-01T12:00:00Z");
const minutes = (n: number) => new Date(rotatedAt.getTime() + n * 60_000);
const mover = (lastAt: Date, newFirstAt: Date | null = null): Mover => ({
  old: { firstAt: minutes(-600), lastAt, calls: 11 },
  newFirstAt,
});

describe("a caller", () => {
  test.each([
    ["that used the old version since the rotation still calls", mover(minutes(5)), "calling"],
    ["that goes back and forth still calls", mover(minutes(9), minutes(5)), "calling"],
    ["whose latest old call lies before its first new one has moved", mover(minutes(5), minutes(6)), "moved"],
    ["that moved at once has moved", mover(minutes(-1), minutes(1)), "moved"],
    ["that was not heard of since the rotation is unseen", mover(minutes(-1)), "unseen"],
  ] as const)("%s", (_, one, moving) => {
    expect(movingOf(one, rotatedAt)).toBe(moving);
  });
  test("calls as often as its calls lie apart", () => {
    expect(usualIntervalMs({ firstAt: minutes(0), lastAt: minutes(60), calls: 7 })).toBe(600_000);
  });
  test("has no rhythm before its fifth call", () => {
    const calls = (n: number) => usualIntervalMs({ firstAt: minutes(0), lastAt: minutes(4), calls: n });
    expect([1, 2, 4].map(calls)).toEqual([null, null, null]);
    expect(calls(5)).toBe(60_000);
  });
});

describe("the advice", () => {
  const now = minutes(120);
  const long = new Date(now.getTime() - QUIET_MS);
  test.each([
    ["waits while nobody has used the new version", ["unseen"], false, null, "new-unused"],
    ["waits while somebody calls with the old one", ["moved", "calling"], true, long, "still-calling"],
    [
      "waits until the old one has been quiet for a while",
      ["moved"],
      true,
      new Date(long.getTime() + 1),
      "still-calling",
    ],
    ["names those that have not been seen yet", ["moved", "unseen"], true, long, "some-unseen"],
    ["says that all have moved when all have", ["moved", "moved"], true, long, "all-moved"],
    ["says so too where the old one never had a caller", [], true, null, "all-moved"],
  ] as const)("%s", (_, movers, newUsed, oldLastAt, advice) => {
    expect(adviceFor(movers, { newUsed, oldLastAt, now })).toBe(advice);
  });
});
