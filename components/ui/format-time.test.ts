import { expect, test } from "vitest";
import { clockTime, relative, spanOf, utcDay, zonedDay, zonedInstant } from "./format-time";

const day = 86_400_000;

test.each([
  [400, "0 s"],
  [4_400, "4 s"],
  [12 * 60_000, "12 min"],
  [30 * day - 60_000, "30 d"],
  [90 * day - 60_000, "90 d"],
  [365 * day - 60_000, "12 mo"],
  [3 * 365 * day, "3 y"],
])("%d ms read as %s", (ms, text) => {
  expect(spanOf(ms)).toBe(text);
});

test("the future and the past are told apart, and this very moment from both", () => {
  expect(relative(5_000, 0)).toBe("in 5 s");
  expect(relative(0, 5_000)).toBe("5 s ago");
  expect(relative(300, 0)).toBe("just now");
});

test("a day is that of the chosen zone, in letters that server and browser share", () => {
  const evening = "2026-09-30T23:30:00Z";
  expect(utcDay(evening)).toBe("30 Sep 2026");
  expect(zonedDay(evening, "Europe/Vienna")).toBe("1 Oct 2026");
  expect(zonedDay(evening, "America/New_York")).toBe("30 Sep 2026");
  expect(zonedDay("2026-09-01T00:00:00Z", "Asia/Tokyo")).toBe("1 Sep 2026");
});

test("a time of day is that of the chosen zone, and says so where it is none", () => {
  expect(clockTime("2026-09-30T22:05:00Z")).toBe("22:05 UTC");
  expect(clockTime("2026-09-30T22:05:00Z", "Europe/Vienna")).toBe("00:05");
  expect(clockTime("2026-09-30T22:05:00Z", "Asia/Tokyo")).toBe("07:05");
});

test("what is over by a minute is over when that minute begins", () => {
  expect(clockTime("2026-09-30T22:05:00.001Z")).toBe("22:06 UTC");
  expect(clockTime("2026-09-30T23:59:30Z")).toBe("00:00 UTC");
});

test("what is so since a minute came in it", () => {
  expect(clockTime("2026-09-30T22:05:59.999Z", undefined, "in")).toBe("22:05 UTC");
  expect(clockTime("2026-09-30T23:59:30Z", "Europe/Vienna", "in")).toBe("01:59");
});

test("a zone that this browser does not know gives way to its own", () => {
  expect(zonedInstant(0, "Mars/Olympus_Mons")).toBe(zonedInstant(0));
});
