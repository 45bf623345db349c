import { expect, test } from "vitest";
import { clockWords } from "./clock-words";

test.each([
  [null, null],
  [0, null],
  [-1_999, null],
  [2_000, "clock 2 s ahead"],
  [-7_000, "clock 7 s slow"],
  [3_600_000, "clock 1 h ahead"],
  [-2_147_483_647, "clock 25 d slow"],
])("an Outpost whose clock is %s ms ahead: %s", (skewMs, words) => {
  expect(clockWords(skewMs)).toBe(words);
});
