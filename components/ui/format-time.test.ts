import { expect, test } from "vitest";
import { relative, spanOf } from "./format-time";

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
