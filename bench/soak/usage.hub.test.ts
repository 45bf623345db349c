import { expect, test } from "vitest";
import { soakUsage } from "./usage";

test("every answered call is counted once; a killed gate takes no more than its last second with it", async () => {
  const { faults, answered } = await soakUsage({ calls: 40_000, log: console.log });
  expect(faults).toEqual([]);
  expect(Math.min(...Object.values(answered))).toBeGreaterThan(1_000);
}, 120_000);
