import { expect, test } from "vitest";
import { shortcomings, soakRotations } from "./rotation";

test("no call with a good secret is refused while keys are rotated, ended and rolled back, and none passes afterwards", async () => {
  const figures = await soakRotations({
    keys: 6,
    turns: 2,
    perSecond: 10,
    withinMs: 2_000,
    log: console.log,
  });
  expect(shortcomings(figures)).toEqual([]);
  expect(figures.rotations).toBe(12);
}, 120_000);
