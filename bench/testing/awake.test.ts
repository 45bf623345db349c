import { expect, test } from "vitest";
import { AwakeClock } from "./awake";

test("a clock that goes while its process runs, be it slowly, and stands still while it does not", () => {
  const clock = new AwakeClock(1_000);
  expect([1_020, 1_045, 1_290].map((at) => clock.read(at))).toEqual([1_020, 1_045, 1_290]);
  expect(clock.read(3_310)).toBe(1_310);
  expect([3_310, 3_330].map((at) => clock.read(at))).toEqual([1_310, 1_330]);
  expect(clock.awayMs).toBe(2_000);
});
