import { expect, test } from "vitest";
import { noticesDueOf, type ToldKey } from "./given";

const start = new Date("2026-01-01T00:00:00Z");
const after = (days: number) => new Date(start.getTime() + days * 86_400_000);
const key = (more: Partial<ToldKey> = {}, rotates: number | null = 30): ToldKey => ({
  version: {
    activatedAt: start,
    expiresAt: after(90),
    rotatesAt: rotates === null ? null : after(rotates),
    retiresAt: null,
    revokedAt: null,
  },
  days: [14, 3],
  rotates: true,
  waits: false,
  ...more,
});

test("so many days before a rotation people are told, first of all of the nearest", () => {
  expect(noticesDueOf(key(), after(15))).toEqual([]);
  expect(noticesDueOf(key(), after(16))).toEqual([{ about: "rotation", at: after(30), daysBefore: 14 }]);
  expect(noticesDueOf(key(), after(29))).toEqual([{ about: "rotation", at: after(30), daysBefore: 3 }]);
  expect(noticesDueOf(key(), after(31))).toEqual([]);
});

test("where nothing rotates the key, or a rotation was taken back, they are told of its expiration", () => {
  const told = [{ about: "expiration", at: after(90), daysBefore: 14 }];
  expect(noticesDueOf(key({}, null), after(80))).toEqual(told);
  expect(noticesDueOf(key({ rotates: false }), after(80))).toEqual(told);
});

test("a secret that waits is told of at once, and again every week", () => {
  const waiting = key({ waits: true, days: [] });
  const told = (days: number) =>
    noticesDueOf(waiting, after(days)).map(({ about, daysBefore }) => [about, daysBefore]);
  expect(told(0)).toEqual([["uncollected", 0]]);
  expect(told(6.9)).toEqual([["uncollected", 0]]);
  expect(told(7)).toEqual([["uncollected", -7]]);
  expect(told(22)).toEqual([["uncollected", -21]]);
});
