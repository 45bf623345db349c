import { expect, test } from "vitest";
import { expiryOf } from "../keys/status";
import { accessSchedule, datesFrom, overlapUntil, scheduleRefusal } from "./schedule";
import { at, days } from "./testing/policies";

const start = at("2026-01-31T09:00:00Z");

test("expiration and rotation count from the activation", () => {
  const schedule = {
    expiration: { amount: 3, unit: "months" },
    rotation: { amount: 30, unit: "days" },
    overlapHours: 24,
  } as const;
  expect(datesFrom(schedule, start)).toEqual({
    expiresAt: at("2026-04-30T09:00:00Z"),
    rotatesAt: at("2026-03-02T09:00:00Z"),
  });
  expect(overlapUntil(schedule, start)).toEqual(at("2026-02-01T09:00:00Z"));
});

test("if rotation and expiration are on the same day, rotation takes precedence: the key lives to the end of it", () => {
  const dates = datesFrom(
    { expiration: { amount: 1, unit: "months" }, rotation: { amount: 28, unit: "days" }, overlapHours: 24 },
    start,
  );
  const times = { activatedAt: start, ...dates, retiresAt: null, revokedAt: null };
  expect(expiryOf(times)).toEqual(at("2026-03-01T00:00:00Z"));
});

test("an access key that rotates by itself gives each secret the lifetime of the one before", () => {
  const schedule = accessSchedule({ activatedAt: start, expiresAt: days(start, 90) }, 30, 48);
  expect(datesFrom(schedule, days(start, 30))).toEqual({
    expiresAt: days(start, 120),
    rotatesAt: days(start, 60),
  });
  expect(datesFrom(accessSchedule({ activatedAt: start, expiresAt: null }, 90, 48), start)).toEqual({
    expiresAt: null,
    rotatesAt: days(start, 90),
  });
});

test("an access key is not rotated later than it expires, nor while the last rotation still runs", () => {
  const ninety = { activatedAt: start, expiresAt: days(start, 90) };
  expect(scheduleRefusal(accessSchedule(ninety, 90, 168))).toBeNull();
  expect(scheduleRefusal(accessSchedule(ninety, 180, 168))).toBe("rotation-outlasts-expiration");
  expect(scheduleRefusal(accessSchedule(ninety, 30, 720))).toBe("overlap-outlasts-rotation");
  expect(scheduleRefusal(accessSchedule(ninety, null, 720))).toBeNull();
});
