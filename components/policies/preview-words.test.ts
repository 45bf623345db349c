import { expect, test } from "vitest";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { foretell } from "@/lib/domain/key-sets/preview";
import { previewLines, previewSummary } from "./preview-words";

const from = new Date("2026-01-01T09:00:00Z");
const policy = (given: Partial<Policy>): Policy => ({
  ...{ expiration: null, rotation: null, manualRegeneration: true },
  ...{ overlapDays: 0, retrievable: true, notifyDays: [] },
  ...given,
});
const told = (given: Partial<Policy>) => {
  const preview = foretell(policy(given), from);
  return [previewSummary(preview, 12), ...previewLines(preview).map(({ text }) => text)];
};

test("rotations with an overlap are told with the day on which the old key stops", () => {
  const rotation = { amount: 6, unit: "months" } as const;
  expect(told({ rotation, overlapDays: 7, notifyDays: [14] })).toEqual([
    "2 rotations and 2 notices in 12 months. At every moment a key works.",
    "Key 1 is activated.",
    "People are told: key 1 is rotated in 14 days.",
    "Key 2 takes over; key 1 works on until 8 Jul 2026.",
    "Key 1 stops working.",
    "People are told: key 2 is rotated in 14 days.",
    "Key 3 takes over; key 2 works on.",
  ]);
});

test("without an overlap the old key stops as the new one takes over", () => {
  expect(told({ rotation: { amount: 9, unit: "months" } })).toContain("Key 2 takes over; key 1 stops.");
});

test("an expiration that nothing comes before is told with the day from which no key works", () => {
  expect(told({ expiration: { amount: 3, unit: "months" }, notifyDays: [1] })).toEqual([
    "No rotation and 1 notice in 12 months. From 1 Apr 2026 on no key works: nothing replaces the one that expires.",
    "Key 1 is activated.",
    "People are told: key 1 expires in 1 day.",
    "Key 1 expires. Nothing replaces it.",
  ]);
});

test("an expiration within the overlap cuts it short, and is told so", () => {
  const tight = {
    rotation: { amount: 90, unit: "days" },
    expiration: { amount: 92, unit: "days" },
    overlapDays: 7,
  } as const;
  const lines = told(tight);
  expect(lines).toContain("Key 2 takes over; key 1 works on until 3 Apr 2026.");
  expect(lines).toContain("Key 1 expires, before its overlap is over.");
  // A secret that is shown once gives the old key the whole overlap, from when it is collected.
  const once = told({ ...tight, retrievable: false });
  expect(once).toContain("Key 2 takes over; key 1 works on until 8 Apr 2026.");
});
