import { expect, test } from "vitest";
import { signingKeyState, untilPublished } from "./signing-key";

const createdAt = new Date("2026-06-01T12:00:00Z");
const at = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000);

test.each([
  [0, 1_000],
  [400, 600],
  [1_000, 0],
  [86_400_000, 0],
  [-60_000, 1_000],
])("%i ms after it was published, a key waits %i ms before it signs", (after, wait) => {
  expect(untilPublished({ createdAt }, new Date(createdAt.getTime() + after))).toBe(wait);
});

const none = { activatedAt: null, replacedAt: null, retiresAt: null, retiredAt: null };
const replaced = { activatedAt: at(0), replacedAt: at(10), retiresAt: at(31) };

test.each([
  ["that was published and never signed is next", {}, 9, "next"],
  ["that began to sign is active", { activatedAt: at(0) }, 9, "active"],
  ["that was replaced drains", replaced, 11, "draining"],
  ["drains to the last millisecond before its end", replaced, 31 - 1 / 60_000, "draining"],
  ["retires at that end, with nobody doing anything", replaced, 31, "retired"],
  ["that was retired by hand while it drained is retired", { ...replaced, retiredAt: at(12) }, 12, "retired"],
  ["that was retired by a machine whose clock is ahead is retired", { retiredAt: at(20) }, 12, "retired"],
  ["that was withdrawn before it signed is retired", { retiredAt: at(1) }, 2, "retired"],
] as const)("a key %s", (_, times, minutes, state) => {
  expect(signingKeyState({ createdAt, ...none, ...times }, at(minutes))).toBe(state);
});
