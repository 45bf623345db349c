import fc from "fast-check";
import { expect, test } from "vitest";
import { storable } from "@/lib/domain/storable";
import { KeyEntry } from "../records/key-entry";
import { recordOf } from "../testing/records";
import { UsageCounter } from "./usage-counter";

const hourMs = 3_600_000;
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

test("whatever comes in, as much comes out, under the right key, outcome and hour", () => {
  const call = fc.record({
    of: fc.nat(3),
    outcome: fc.constantFrom("valid", "revoked", "expired"),
    waitMs: fc.integer({ min: 0, max: hourMs / 2 }),
    takes: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const counter = new UsageCounter();
      // The last two are one version, read twice: as where a gate without its lease keeps nothing.
      const twice = recordOf();
      const entries = [recordOf(), recordOf(), twice, twice].map((record) => new KeyEntry(record));
      const expected = new Map<string, number>();
      const got = new Map<string, number>();
      const take = () => {
        for (const row of counter.take().usage) {
          const name = `${row.versionId} ${row.outcome} ${row.hourMs}`;
          got.set(name, (got.get(name) ?? 0) + row.calls);
        }
      };
      let nowMs = 1_800_000_000_000;
      for (const { of, outcome, waitMs, takes } of calls) {
        nowMs += waitMs;
        counter.count(entries[of]!, outcome as "valid", nowMs);
        const name = `${entries[of]!.record.versionId} ${outcome} ${Math.floor(nowMs / hourMs) * hourMs}`;
        expected.set(name, (expected.get(name) ?? 0) + 1);
        if (takes) take();
      }
      expect(sum(counter.totals().values())).toBe(calls.length);
      take();
      expect(sum(counter.totals().values())).toBe(calls.length);
      expect(got).toEqual(expected);
      expect(counter.take()).toMatchObject({ usage: [], callers: [], lost: 0, lostCallers: 0 });
    }),
  );
});

test("a key whose record is read anew for each call is one row, not one for each call", () => {
  const counter = new UsageCounter();
  const record = recordOf();
  for (let call = 0; call < 1_000; call++)
    counter.count(new KeyEntry(record), call % 2 ? "valid" : "revoked", call);
  expect(counter.waiting).toBe(2);
  expect(counter.take().usage.map(({ outcome, calls }) => [outcome, calls])).toEqual([
    ["revoked", 500],
    ["valid", 500],
  ]);
});

test("of a key's callers 200 are told apart between two batches, and no call of the others is lost", () => {
  const counter = new UsageCounter();
  const [flooded, quiet] = [recordOf(), recordOf()];
  for (let i = 0; i < 1_000; i++) counter.countCaller(flooded, `2001:db8::${i}`, `agent ${i}`, i);
  counter.countCaller(flooded, "2001:db8::7", "agent 7", 1_001);
  counter.countCaller(quiet, "192.0.2.1", "curl", 1_002);
  const { callers, lostCallers } = counter.take();
  const ofFlooded = callers.filter((row) => row.versionId === flooded.versionId);
  expect(ofFlooded).toHaveLength(201);
  expect(ofFlooded[7]).toMatchObject({ ip: "2001:db8::7", calls: 2, firstAtMs: 7, lastAtMs: 1_001 });
  expect(ofFlooded.at(-1)).toMatchObject({ ip: "", userAgent: "other", calls: 800, lastAtMs: 999 });
  expect(callers.at(-1)).toMatchObject({ keyId: quiet.keyId, ip: "192.0.2.1", userAgent: "curl", calls: 1 });
  expect(lostCallers).toBe(0);
  counter.countCaller(flooded, "2001:db8::999", "agent 999", 2_000);
  expect(counter.take().callers).toMatchObject([{ ip: "2001:db8::999", userAgent: "agent 999", calls: 1 }]);
});

test("a stranger's text becomes one that can be stored and shown", () => {
  expect(storable("curl/8", 256)).toBe("curl/8");
  expect(storable("a\u0000b\r\n\ud800", 256)).toBe("a b  \ufffd");
  expect(storable("🔑".repeat(10), 5)).toBe("🔑🔑\ufffd");
});
