import { expect, test } from "vitest";
import { UsageCounter, type UsageTally } from "./usage";
import type { SyncedRecord } from "./wire";

const record = { versionId: "version", keyId: "key" } as SyncedRecord;
const hourMs = 3_600_000;

test("calls are counted once each, by hour and outcome, wherever they were counted last", () => {
  const counter = new UsageCounter();
  const told = new Map<string, number>();
  const tell = (most: number) => {
    for (const { hour, outcome, calls } of counter.take(most)) {
      const name = `${new Date(hour).getTime() / hourMs} ${outcome}`;
      told.set(name, (told.get(name) ?? 0) + calls);
    }
  };
  let last: UsageTally | null = null;
  for (let n = 0; n < 120; n++) {
    const outcome = n % 6 === 0 ? "suspended" : "valid";
    last = counter.count(record, outcome, n < 60 ? 0 : hourMs, last);
    if (n % 10 === 9) tell(n % 20 === 9 ? 1 : 10);
  }
  tell(10);
  expect(Object.fromEntries(told)).toEqual({
    "0 valid": 50,
    "0 suspended": 10,
    "1 valid": 50,
    "1 suspended": 10,
  });
  expect([counter.rows, counter.lost]).toEqual([0, 0]);
});
