import { expect, test } from "vitest";
import { firstRotation, ownScheduleRefusal, rotationOf, scheduleOfAccessKey } from "./own-schedule";

const start = new Date("2026-01-31T09:00:00Z");
const after = (days: number) => new Date(start.getTime() + days * 86_400_000);
const life = (days: number | null) => ({ activatedAt: start, expiresAt: days === null ? null : after(days) });
const free = { longestLifetimeDays: null, neverAllowed: true };
const every = (everyDays: number, overlapHours = 48) => ({ everyDays, overlapHours });
const days = (amount: number) => ({ amount, unit: "days" });

test("a key is not rotated later than it expires, nor while the last rotation still runs", () => {
  expect(ownScheduleRefusal(life(90), every(90))).toBeNull();
  expect(ownScheduleRefusal(life(null), every(365))).toBeNull();
  expect(ownScheduleRefusal(life(90), every(180))).toBe("rotation-outlasts-expiration");
  expect(ownScheduleRefusal(life(90), every(30, 720))).toBe("overlap-outlasts-rotation");
});

test("the rotation counts from when the secret was made, and comes no later than its end", () => {
  expect(rotationOf(start, null, 30)).toEqual(after(30));
  expect(rotationOf(start, after(12), 30)).toEqual(after(12));
});

test("a secret that is older than the schedule allows is replaced at once, a younger one at its date", () => {
  expect(firstRotation(life(90), 30, after(10))).toEqual(after(30));
  expect(firstRotation(life(90), 30, after(45))).toEqual(after(45));
});

test("each new secret lives as long as the one before, and at least until its own rotation", () => {
  expect(scheduleOfAccessKey(life(90), every(30), free)).toEqual({
    expiration: days(90),
    rotation: days(30),
    overlapHours: 48,
  });
  expect(scheduleOfAccessKey(life(12), every(30), free).expiration).toEqual(days(30));
  expect(scheduleOfAccessKey(life(null), every(30), free).expiration).toBeNull();
});

test("a workspace that has become stricter binds the next secret, and the rotation comes no later than its end", () => {
  const strict = { longestLifetimeDays: 30, neverAllowed: false };
  expect(scheduleOfAccessKey(life(365), every(90), strict)).toMatchObject({
    expiration: days(30),
    rotation: days(30),
  });
  expect(scheduleOfAccessKey(life(null), every(90), strict).expiration).toEqual(days(30));
  const ending = { longestLifetimeDays: null, neverAllowed: false };
  expect(scheduleOfAccessKey(life(null), every(90), ending).expiration).toEqual(days(365));
});

test("without a schedule nothing is rotated, and a secret that waits still gives its predecessor seven days", () => {
  expect(scheduleOfAccessKey(life(90), null, free)).toMatchObject({ rotation: null, overlapHours: 168 });
});
