import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb } from "@/db/client";
import { createTestDatabase } from "@/db/testing/database";
import { type Bucket, EMPTY, hasRoom, poured } from "@/lib/domain/limits/leaky-bucket";
import { giveBack, pour, readBuckets } from "./rate-buckets";

const startMs = Date.parse("2026-03-01T12:00:00Z");
let hub: ReturnType<typeof createDb> & { drop(): Promise<void> };
beforeAll(async () => {
  const made = await createTestDatabase();
  hub = { ...createDb(made.url), drop: made.drop };
});
afterAll(async () => {
  await hub.end();
  await hub.drop();
});

let names = 0;
const readBucket = async (name: string) => (await readBuckets(hub.db, [name])).get(name);
const newName = () => `bucket ${++names}`;

test("the database pours as the rule says, whatever the allowance and the clock", async () => {
  const step = fc.record({ waitMs: fc.integer({ min: -5_000, max: 90_000 }), always: fc.boolean() });
  const allowance = fc.record({
    capacity: fc.integer({ min: 1, max: 6 }),
    perMinute: fc.double({ min: 0.1, max: 60, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(allowance, fc.array(step, { minLength: 1, maxLength: 12 }), async (given, steps) => {
      const name = newName();
      let expected: Bucket = EMPTY;
      let nowMs = startMs;
      for (const { waitMs, always } of steps) {
        nowMs += waitMs;
        const fits = always || hasRoom(expected, given, nowMs);
        // Where a rounding of the last bit could decide, either is right.
        const close = Math.abs(expected.level - Math.round(expected.level)) < 1e-9 && expected.level > 0;
        const taken = await pour(hub.db, name, given, new Date(nowMs), always);
        if (!close) expect(taken).toBe(fits);
        if (taken) expected = poured(expected, given, nowMs);
        const stored = await readBucket(name);
        expect(stored?.atMs).toBe(expected.atMs);
        expect(stored?.level).toBeCloseTo(expected.level, 6);
      }
    }),
    { numRuns: 60 },
  );
});

test("of a crowd at one moment as many get in as fit", async () => {
  const name = newName();
  const crowd = Array.from({ length: 50 }, () =>
    pour(hub.db, name, { capacity: 5, perMinute: 1 }, new Date(startMs)),
  );
  expect((await Promise.all(crowd)).filter(Boolean)).toHaveLength(5);
});

test("what was given back can be used again, and nothing goes below empty", async () => {
  const [one, other] = [newName(), newName()];
  const brim = { capacity: 1, perMinute: 1 };
  const now = new Date(startMs);
  expect(await pour(hub.db, one, brim, now)).toBe(true);
  expect(await pour(hub.db, one, brim, now)).toBe(false);
  await giveBack(hub.db, [one, other]);
  await giveBack(hub.db, [one]);
  expect(await readBucket(one)).toEqual({ level: 0, atMs: startMs });
  expect(await readBucket(other)).toBeUndefined();
  expect(await pour(hub.db, one, brim, now)).toBe(true);
});
