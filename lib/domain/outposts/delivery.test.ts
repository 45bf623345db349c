import { expect, test } from "vitest";
import {
  DELIVERIES,
  type Delivery,
  type DeliveryFacts,
  deliveryOf,
  isAwaited,
  isUndelivered,
} from "./delivery";

const now = new Date("2026-06-15T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const change = { revision: 40, at: ago(60) };
const inStep: DeliveryFacts = {
  version: "0.1.0",
  generation: 2,
  appliedGeneration: 2,
  appliedRevision: 40,
  lastSeenAt: ago(1),
};
const neverCalled = { version: null, lastSeenAt: null, appliedGeneration: null, appliedRevision: null };

test.each<[string, Partial<DeliveryFacts>, typeof change, Delivery]>([
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
  ["it never called", { ...neverCalled, generation: 1 }, change, "never-connected"],
  ["it never called, and was reset with the others", neverCalled, change, "never-connected"],
  ["it has not called with its new token", { ...neverCalled, version: "0.1.0" }, change, "unreachable"],
])("%s", (_, patch, told, delivery) => {
  expect(deliveryOf({ ...inStep, ...patch }, told, now)).toBe(delivery);
});

test("a change has to reach every one that has ever called, and none that holds nothing", () => {
  expect(DELIVERIES.filter((delivery) => !isAwaited(delivery))).toEqual(["never-connected"]);
});

test("somebody looks after what was not acknowledged, and not after what is under way or holds nothing", () => {
  expect(
    (["applied", "under-way", "late", "unreachable", "never-connected"] as const).filter(isUndelivered),
  ).toEqual(["late", "unreachable"]);
});
