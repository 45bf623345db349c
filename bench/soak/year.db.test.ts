import { expect, test } from "vitest";
import { shortcomings, soakYear } from "./year";

test("milestones are those of the preview, no overlap has a gap, and two instances catch up once with a week without jobs", async () => {
  const options = { sets: 40, seed: 11, months: 2, madeWithinDays: 3, busyEvery: 2 };
  expect(shortcomings(await soakYear({ ...options, log: console.log }))).toEqual([]);
}, 120_000);
