import { expect, test } from "vitest";
import { adoptNow } from "./adoption";
import { at, days } from "./testing/policies";

const made = at("2026-01-01T00:00:00Z");
const now = days(made, 60);
const schedule = (expiration: number | null, rotation: number | null) => ({
  expiration: expiration === null ? null : ({ amount: expiration, unit: "days" } as const),
  rotation: rotation === null ? null : ({ amount: rotation, unit: "days" } as const),
  overlapHours: 24,
});

test.each([
  ["dates that are still to come count from the activation", 365, schedule(120, 90), 120, 90],
  ["a rotation that would have been is due at once", 365, schedule(120, 30), 120, 30],
  ["an expiration that would have been comes in a week", 365, schedule(30, null), 67, null],
  ["one that was to come sooner stays where it was", 62, schedule(30, null), 62, null],
  ["a longer one is longer", 62, schedule(365, null), 365, null],
  ["none is none", 62, schedule(null, null), null, null],
])("%s", (_, expires, by, expiresAfter, rotatesAfter) => {
  expect(adoptNow({ activatedAt: made, expiresAt: days(made, expires) }, by, now)).toEqual({
    expiresAt: expiresAfter === null ? null : days(made, expiresAfter),
    rotatesAt: rotatesAfter === null ? null : days(made, rotatesAfter),
  });
});

test("a pending key has no dates before it is activated", () => {
  expect(adoptNow({ activatedAt: null, expiresAt: null }, schedule(30, 30), now)).toEqual({
    expiresAt: null,
    rotatesAt: null,
  });
});
