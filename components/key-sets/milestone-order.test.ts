import { expect, test } from "vitest";
import type { Milestone } from "@/lib/domain/key-sets/milestones";
import { latestFirst } from "./milestone-order";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const one = (kind: Milestone["kind"], generation: number, more: Partial<Milestone>): Milestone => ({
  ...{ kind, generation, plannedAt: null, actualAt: null, cancelled: false, delayMs: null, reason: null },
  ...more,
});

test("what was planned for a key that was replaced stands below its end, not above what is still to come", () => {
  const milestones = [
    one("provisioning", 1, { actualAt: day(1) }),
    one("revocation", 1, { actualAt: day(5), reason: "superseded" }),
    one("provisioning", 2, { actualAt: day(5) }),
    one("expiration", 2, { plannedAt: day(30) }),
    one("expiration", 1, { plannedAt: day(31), cancelled: true }),
  ];
  expect(latestFirst(milestones).map(({ kind, generation }) => `${kind} ${generation}`)).toEqual([
    "expiration 2",
    "provisioning 2",
    "revocation 1",
    "expiration 1",
    "provisioning 1",
  ]);
});
