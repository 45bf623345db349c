import { expect, test } from "vitest";
import { Limiter } from "./limiter";

const startMs = 1_800_000_000_000;

test("a minute's worth fits at once, then as much as drains, each name by itself", () => {
  const limiter = new Limiter(60);
  const at = (name: string, ms: number) => limiter.pour(name, startMs + ms) === 0;
  expect(Array.from({ length: 70 }, () => at("a", 0)).filter(Boolean)).toHaveLength(60);
  expect(limiter.refused).toBe(10);
  expect(at("b", 0)).toBe(true);
  expect(limiter.pour("a", startMs)).toBe(1_000);
  expect([at("a", 1_000), at("a", 1_000)]).toEqual([true, false]);
});

test("without a limit everything fits, and nothing is remembered", () => {
  const limiter = new Limiter(0);
  for (let n = 0; n < 1_000; n++) expect(limiter.pour("a", startMs)).toBe(0);
  expect(limiter.size).toBe(0);
});

test("a stranger with any number of names costs a bounded memory, and one who goes on stays remembered", () => {
  const limiter = new Limiter(1, 100);
  expect(limiter.pour("steady", startMs)).toBe(0);
  for (let n = 0; n < 50; n++) limiter.pour(`before ${n}`, startMs);
  expect(limiter.pour("steady", startMs)).toBeGreaterThan(0);
  for (let n = 0; n < 100_000; n++) limiter.pour(`name ${n}`, startMs);
  expect(limiter.size).toBeLessThanOrEqual(200);
  expect(limiter.pour("name 99999", startMs)).toBeGreaterThan(0);
});
