import { expect, test } from "vitest";
import { signingRefusal, untilPublished } from "./signing-key";

const createdAt = new Date("2026-06-01T12:00:00Z");

test.each([
  [0, 1_000],
  [400, 600],
  [1_000, 0],
  [86_400_000, 0],
  [-60_000, 1_000],
])("%i ms after it was made, a key waits %i ms before it signs", (after, wait) => {
  expect(untilPublished({ createdAt }, new Date(createdAt.getTime() + after))).toBe(wait);
});

test("Generate is open where there is none, Rotate where there is one", () => {
  expect(signingRefusal(false, "generate")).toBeNull();
  expect(signingRefusal(true, "generate")).toBe("signing-key-exists");
  expect(signingRefusal(true, "rotate")).toBeNull();
  expect(signingRefusal(false, "rotate")).toBe("signing-key-missing");
});
