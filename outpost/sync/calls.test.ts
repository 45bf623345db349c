import fc from "fast-check";
import { expect, test } from "vitest";
import { Passport } from "../state/passport";
import { Calls } from "./calls";
import type { SyncedRecord } from "./wire";

const beginsMs = Date.parse("2026-06-01T11:59:58Z");
const recordOf = (n: number) => ({ keyId: `key ${n}`, versionId: `version ${n}`, scopes: [] }) as object;
const ips = ["203.0.113.9", "203.0.113.10", null];
const agents = [null, "curl/8", "x".repeat(300)];

const call = fc.record({
  passport: fc.nat(5),
  ip: fc.constantFrom(...ips),
  userAgent: fc.constantFrom(...agents),
  isGood: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  /** Mostly none, so that some come within one second; over the full hour all the same. */
  afterMs: fc.oneof({ weight: 5, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(700) }),
  /** How many rows are taken afterwards. */
  taken: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(3) }),
});

type Sums = Record<string, { calls: number; lastAtMs: number; firstAtMs: number }>;
function sum(sums: Sums, name: string, n: number, lastAtMs: number, firstAtMs = lastAtMs): void {
  const before = sums[name] ?? { calls: 0, lastAtMs, firstAtMs };
  sums[name] = {
    calls: before.calls + n,
    lastAtMs: Math.max(before.lastAtMs, lastAtMs),
    firstAtMs: Math.min(before.firstAtMs, firstAtMs),
  };
}

test("every call is told once, of its hour, its outcome and its caller, whenever they are taken", () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 300 }), (made) => {
      const calls = new Calls();
      // Two passports of each record: two tokens of one key.
      const passports = Array.from(
        { length: 6 },
        (_, n) => new Passport(recordOf(n >> 1) as SyncedRecord, null, "acme"),
      );
      const expected = { usage: {} as Sums, callers: {} as Sums, allowed: 0, denied: 0 };
      const told = { usage: {} as Sums, callers: {} as Sums, allowed: 0, denied: 0 };
      function take(most: number): void {
        const { rows, callers, allowed, denied } = calls.take(most);
        for (const { versionId, hour, outcome, calls: n, lastAt } of rows)
          sum(told.usage, `${versionId} ${hour} ${outcome}`, n, Date.parse(lastAt), 0);
        for (const { versionId, ip, userAgent, calls: n, lastAt, firstAt } of callers)
          sum(told.callers, `${versionId} ${ip} ${userAgent}`, n, Date.parse(lastAt), Date.parse(firstAt));
        told.allowed += allowed;
        told.denied += denied;
      }
      let nowMs = beginsMs;
      for (const { passport: at, ip, userAgent, isGood, afterMs, taken } of made) {
        nowMs += afterMs;
        const passport = passports[at]!;
        const { record } = passport;
        const outcome = isGood ? "valid" : "suspended";
        const judgement = isGood
          ? { ok: true as const, passport }
          : {
              ...{ ok: false as const, refusal: "invalid_key" as const, cause: "suspended" as const },
              counted: { record, outcome: "suspended" as const },
            };
        calls.count(judgement, { ip, userAgent }, nowMs);
        const hour = new Date(nowMs - (nowMs % 3_600_000)).toISOString();
        sum(expected.usage, `${record.versionId} ${hour} ${outcome}`, 1, nowMs, 0);
        const caller = `${ip ?? ""} ${userAgent?.slice(0, 256) ?? ""}`;
        if (ip || userAgent) sum(expected.callers, `${record.versionId} ${caller}`, 1, nowMs);
        expected[isGood ? "allowed" : "denied"] += 1;
        if (taken !== null) take(taken);
      }
      while (!calls.isEmpty) take(100);
      expect(told).toEqual(expected);
    }),
  );
});

test("however many passports are in use at once, each of their calls is told", () => {
  const calls = new Calls();
  const passports = Array.from(
    { length: 5_000 },
    (_, n) => new Passport(recordOf(n) as SyncedRecord, null, "acme"),
  );
  for (let round = 0; round < 4; round++)
    for (const passport of passports)
      calls.count({ ok: true, passport }, { ip: "203.0.113.9", userAgent: null }, beginsMs + round);
  const { rows, callers } = calls.take(10_000);
  expect(rows.length).toBe(5_000);
  expect(new Set([...rows, ...callers].map((row) => row.calls))).toEqual(new Set([4]));
});
