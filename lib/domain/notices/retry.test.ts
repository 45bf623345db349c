import { expect, test } from "vitest";
import { nextAttempt } from "./retry";

const now = new Date("2026-01-01T00:00:00Z");

test("each pause is longer than the one before, and after two days it is given up", () => {
  const pauses: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const next = nextAttempt(attempts, now);
    if (next === null) break;
    pauses.push(next.getTime() - now.getTime());
  }
  expect(pauses[0]).toBe(30_000);
  expect(pauses.every((pause, i) => i === 0 || pause > pauses[i - 1]!)).toBe(true);
  const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(45);
  expect(hours).toBeLessThan(48);
});
