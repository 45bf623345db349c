import { expect, test } from "vitest";
import { endMinuteOf, liveTokens, minuteOf, NO_TOKENS } from "./live-tokens";

const at = (text: string) => new Date(`2026-11-21T${text}Z`);
const seconds = (text: string) => at(text).getTime() / 1_000;

test.each([
  ["14:31:00", "14:31:00"],
  ["14:31:01", "14:31:00"],
  ["14:31:59", "14:31:00"],
  ["14:32:00", "14:32:00"],
])("a token that ends at %s is counted under the minute of %s", (end, minute) => {
  expect(endMinuteOf(seconds(end))).toBe(at(minute).getTime());
});

test("a token is among the living for every instant before its end", () => {
  for (const end of ["14:31:00", "14:31:30", "14:31:59"])
    for (const before of [1, 30_000, 59_999, 60_000, 900_000]) {
      const now = new Date(at(end).getTime() - before);
      expect(endMinuteOf(seconds(end))).toBeGreaterThanOrEqual(minuteOf(now).getTime());
    }
});

test("the last one has ended by the end of its minute", () => {
  expect(liveTokens(17, at("14:31:00"))).toEqual({ count: 17, endBy: at("14:32:00") });
  expect(liveTokens(0, null)).toBe(NO_TOKENS);
});
