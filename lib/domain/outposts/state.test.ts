import { expect, test } from "vitest";
import { outpostState } from "./state";

const now = new Date("2026-04-01T09:30:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const good = { generation: 2, appliedGeneration: 2, appliedRevision: 40, lastSeenAt: ago(1) };

test.each([
  ["has applied all that is due", {}, "online"],
  ["is ahead of what is due", { appliedRevision: 41 }, "online"],
  ["reported a quarter of a minute ago", { lastSeenAt: ago(15) }, "online"],
  ["lags", { appliedRevision: 39 }, "behind"],
  ["has applied nothing yet", { appliedRevision: null }, "behind"],
  ["has not taken a reset", { appliedGeneration: 1, appliedRevision: 99 }, "behind"],
  ["never reported", { lastSeenAt: null, appliedRevision: null, appliedGeneration: null }, "unknown"],
  ["fell silent, in step until then", { lastSeenAt: ago(15.001) }, "unknown"],
  ["fell silent while it lagged", { lastSeenAt: ago(60), appliedRevision: 1 }, "unknown"],
  ["reported by a hub whose clock is ahead", { lastSeenAt: ago(-5) }, "online"],
] as const)("an Outpost that %s", (_, facts, state) => {
  expect(outpostState({ ...good, ...facts }, 40, now)).toBe(state);
});
