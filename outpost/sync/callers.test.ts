import { expect, test } from "vitest";
import { outpostReceipt } from "@/lib/contracts/outposts";
import { CallerCounter } from "./callers";
import type { SyncedRecord } from "./wire";

const record = (n: number) => ({ versionId: uuid(n), keyId: uuid(1_000 + n) }) as SyncedRecord;
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const at = Date.parse("2026-11-21T14:00:00Z");
const { callers: shape } = outpostReceipt.shape.usage.shape;

test("calls of one caller with one key are one row, with the first and the last of them", () => {
  const counter = new CallerCounter();
  const curl = { ip: "203.0.113.9", userAgent: "curl/8" };
  counter.add(record(1), curl, 1, at, at);
  counter.add(record(1), curl, 1, at + 5_000, at + 5_000);
  counter.add(record(2), curl, 1, at, at);
  counter.add(record(1), { ...curl, ip: "203.0.113.10" }, 1, at, at);
  expect(counter.take(10).map(({ versionId, ip, calls }) => [versionId, ip, calls])).toEqual([
    [uuid(1), "203.0.113.9", 2],
    [uuid(2), "203.0.113.9", 1],
    [uuid(1), "203.0.113.10", 1],
  ]);
  expect(counter.rows).toBe(0);
});

test("a caller who comes again after their row was taken begins another, beside whoever came in between", () => {
  const counter = new CallerCounter();
  const [one, two] = ["a", "b"].map((ip) => ({ ip, userAgent: null }));
  for (const caller of [one!, two!, two!]) counter.add(record(1), caller, 1, at, at);
  expect(counter.take(1)).toMatchObject([{ ip: "a", calls: 1 }]);
  for (const caller of [two!, one!]) counter.add(record(1), caller, 1, at, at);
  expect(counter.take(10)).toMatchObject([
    { ip: "b", userAgent: "", calls: 3 },
    { ip: "a", userAgent: "", calls: 1 },
  ]);
  counter.add(record(1), two!, 1, at, at);
  expect(counter.take(10)).toMatchObject([{ ip: "b", calls: 1 }]);
});

test("whatever a stranger sends as user agent or address, the hub takes it", () => {
  const counter = new CallerCounter();
  const odd = ["\u0000\u001b[31m", "\ud800", "x".repeat(70_000), " ", "\u2028", "é".repeat(300)];
  for (const text of odd) counter.add(record(1), { ip: text, userAgent: text }, 1, at, at);
  counter.add(record(1), { ip: null, userAgent: null }, 1, at, at);
  const rows = counter.take(100);
  expect(rows.length).toBeGreaterThan(3);
  expect(shape.safeParse(rows).success).toBe(true);
});

test("invented callers beyond 200 of a key come together, and are neither lost nor without bound", () => {
  const counter = new CallerCounter();
  for (let n = 0; n < 1_000; n++) counter.add(record(1), { ip: `10.0.0.${n}`, userAgent: "a" }, 1, at, at);
  const rows = counter.take(1_000);
  expect(rows).toHaveLength(201);
  expect(rows.reduce((sum, { calls }) => sum + calls, 0)).toBe(1_000);
  expect(rows.find(({ userAgent }) => userAgent === "other")?.calls).toBe(800);
});

test("callers who are called all the time keep their names, however long that goes on", () => {
  const counter = new CallerCounter();
  for (let second = 0; second < 600; second++) {
    for (const n of [1, 2]) counter.add(record(n), { ip: "a", userAgent: "b" }, 1, at, at);
    expect(counter.take(1)).toMatchObject([{ ip: "a", userAgent: "b" }]);
  }
});

test("what does not fit into one receipt waits for the next", () => {
  const counter = new CallerCounter();
  for (let n = 0; n < 30; n++) counter.add(record(n), { ip: "a", userAgent: "b" }, 1, at, at);
  expect([counter.take(20).length, counter.rows, counter.take(20).length]).toEqual([20, 10, 10]);
});
