import { expect, test } from "vitest";
import { AwakeClock, workedMs } from "./awake";

test("a clock that goes while its process runs, be it slowly, and stands still while it does not", () => {
  const clock = new AwakeClock(1_000, 0);
  expect([1_020, 1_045, 1_290].map((at) => clock.read(at, 0))).toEqual([1_020, 1_045, 1_290]);
  expect(clock.read(3_310, 5)).toBe(1_310);
  expect([3_310, 3_330].map((at) => clock.read(at, 5))).toEqual([1_310, 1_330]);
  expect(clock.awayMs).toBe(2_000);
});

test("what a process does itself is counted, however long nobody else has a turn", () => {
  const clock = new AwakeClock(1_000, 0);
  expect(clock.read(2_000, 400)).toBe(2_000);
  expect(clock.read(2_500, 900)).toBe(2_500);
  expect(clock.awayMs).toBe(0);
});

test("what it sleeps through is not", () => {
  const clock = new AwakeClock(performance.now(), workedMs());
  const begun = performance.now();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
  expect(clock.read(performance.now(), workedMs()) - begun).toBeLessThan(250);
  expect(clock.awayMs).toBeGreaterThan(350);
});
