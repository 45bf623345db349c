import { expect, test } from "vitest";
import { type Delivery, deliveryOf, isUndelivered } from "./delivery";

const now = new Date("2026-06-15T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const change = { revision: 40, at: ago(60) };
const inStep = { generation: 2, appliedGeneration: 2, appliedRevision: 40, lastSeenAt: ago(1) };

test.each<
  [string, Partial<Omit<typeof inStep, "lastSeenAt">> & { lastSeenAt?: Date | null }, typeof change, Delivery]
>([
  ["it has applied that revision", {}, change, "applied"],
  ["it had, and went silent", { lastSeenAt: ago(9_000) }, change, "applied"],
  ["it is a revision short", { appliedRevision: 39 }, change, "late"],
  ["the change is seconds old", { appliedRevision: 39 }, { ...change, at: ago(4) }, "under-way"],
  ["it has to fetch all anew", { appliedGeneration: 1, appliedRevision: 99 }, change, "late"],
  ["nothing was heard of it", { appliedRevision: 39, lastSeenAt: ago(16) }, change, "unreachable"],
  [
    "nothing, and the change is new",
    { appliedRevision: 39, lastSeenAt: ago(16) },
    { ...change, at: ago(1) },
    "unreachable",
  ],
  ["it never called", { generation: 1, lastSeenAt: null }, change, "never-connected"],
  ["it has not called with its new token", { lastSeenAt: null }, change, "unreachable"],
])("%s", (_, patch, told, delivery) => {
  expect(deliveryOf({ ...inStep, ...patch }, told, now)).toBe(delivery);
});

test("somebody looks after what was not acknowledged, and not after what is under way or holds nothing", () => {
  expect(
    (["applied", "under-way", "late", "unreachable", "never-connected"] as const).filter(isUndelivered),
  ).toEqual(["late", "unreachable"]);
});
