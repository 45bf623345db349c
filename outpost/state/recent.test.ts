import { expect, test } from "vitest";
import { Recent } from "./recent";

test("never holds more than its limit, and keeps those that are in use", () => {
  const memory = new Recent<string, number>(100);
  memory.put("busy", 1);
  for (let i = 0; i < 10_000; i++) {
    memory.put(`t${i}`, i);
    if (i % 20 === 0) expect(memory.get("busy")).toBe(1);
    expect(memory.size).toBeLessThanOrEqual(100);
  }
  memory.clear();
  expect([memory.get("busy"), memory.size]).toEqual([undefined, 0]);
});
