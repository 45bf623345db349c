import { expect, test } from "vitest";
import { nextNoticeAt, noticeDue, noticesOf } from "./notices";
import { at, days } from "./testing/policies";

const made = at("2026-01-01T08:00:00Z");
const times = (expires: number | null, rotates: number | null) => ({
  activatedAt: made,
  expiresAt: expires === null ? null : days(made, expires),
  rotatesAt: rotates === null ? null : days(made, rotates),
  retiresAt: null,
  revokedAt: null,
});
const told = (list: ReturnType<typeof noticesOf>) =>
  list.map(({ of, daysBefore, dueAt }) => [of, daysBefore, (dueAt.getTime() - made.getTime()) / 86_400_000]);

test("people are told of a rotation, and of an expiration only where nothing is rotated before", () => {
  expect(told(noticesOf(times(90, 80), [14, 3]))).toEqual([
    ["rotation", 14, 66],
    ["rotation", 3, 77],
  ]);
  expect(told(noticesOf(times(90, 90), [3]))).toEqual([["rotation", 3, 87]]);
  expect(told(noticesOf(times(90, null), [3]))).toEqual([["expiration", 3, 87]]);
  expect(told(noticesOf(times(90, 80), [3], false))).toEqual([["expiration", 3, 87]]);
  expect(noticesOf(times(null, null), [3])).toEqual([]);
});

test("a notice from before the key was made is none", () => {
  expect(told(noticesOf(times(10, null), [30, 10, 3]))).toEqual([["expiration", 3, 7]]);
});

test("each is given once, and after a time without jobs the nearest of those due alone", () => {
  const list = noticesOf(times(90, null), [30, 14, 3]);
  expect(noticeDue(list, null, days(made, 59))).toBeNull();
  const first = noticeDue(list, null, days(made, 60))!;
  expect(first.daysBefore).toBe(30);
  expect(noticeDue(list, first.dueAt, days(made, 75))).toBeNull();
  expect(noticeDue(list, first.dueAt, days(made, 88))?.daysBefore).toBe(3);
  expect(noticeDue(list, null, days(made, 90))).toBeNull();
});

test("the next one is known, so that nobody has to look every hour", () => {
  const list = noticesOf(times(90, null), [30, 3]);
  expect(nextNoticeAt(list, made)).toEqual(days(made, 60));
  expect(nextNoticeAt(list, days(made, 60))).toEqual(days(made, 87));
  expect(nextNoticeAt(list, days(made, 87))).toBeNull();
});
