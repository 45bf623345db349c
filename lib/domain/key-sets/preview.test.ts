import { expect, test } from "vitest";
import { DAY_MS } from "./period";
import type { Policy } from "./policy";
import { foretell } from "./preview";

const from = new Date("2026-01-15T09:00:00Z");
const day = (n: number) => new Date(from.getTime() + n * DAY_MS);
const policy = (given: Partial<Policy>): Policy => ({
  expiration: null,
  rotation: null,
  manualRegeneration: true,
  overlapDays: 0,
  retrievable: true,
  notifyDays: [],
  ...given,
});

test("each key works from the rotation before it to the end of the overlap after its own", () => {
  const { lives } = foretell(policy({ rotation: { amount: 100, unit: "days" }, overlapDays: 7 }), from);
  expect(lives).toEqual([
    { generation: 1, from, replacedAt: day(100), until: day(107), endsAs: "revoked" },
    { generation: 2, from: day(100), replacedAt: day(200), until: day(207), endsAs: "revoked" },
    { generation: 3, from: day(200), replacedAt: day(300), until: day(307), endsAs: "revoked" },
    { generation: 4, from: day(300), replacedAt: null, until: null, endsAs: null },
  ]);
});

test("without an overlap a key stops in the moment in which the next one begins", () => {
  const { lives } = foretell(policy({ rotation: { amount: 6, unit: "months" } }), from);
  expect(lives[0]).toMatchObject({ replacedAt: lives[1]?.from, until: lives[1]?.from });
});

test("a key that nothing replaces ends with its expiration, or works on beyond the preview", () => {
  const { lives } = foretell(policy({ expiration: { amount: 30, unit: "days" } }), from);
  expect(lives).toEqual([{ generation: 1, from, replacedAt: null, until: day(30), endsAs: "expired" }]);
  expect(foretell(policy({}), from).lives).toEqual([
    { generation: 1, from, replacedAt: null, until: null, endsAs: null },
  ]);
});

test("people hear of each rotation in the months ahead, so many days before", () => {
  const { notices } = foretell(
    policy({
      rotation: { amount: 100, unit: "days" },
      expiration: { amount: 12, unit: "months" },
      notifyDays: [3, 14],
    }),
    from,
  );
  expect(notices.map(({ generation, of, dueAt }) => [generation, of, dueAt])).toEqual(
    [1, 2, 3].flatMap((n) => [
      [n, "rotation", day(n * 100 - 14)],
      [n, "rotation", day(n * 100 - 3)],
    ]),
  );
});
