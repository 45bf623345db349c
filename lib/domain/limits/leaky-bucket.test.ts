import fc from "fast-check";
import { expect, test } from "vitest";
import { type Allowance, type Bucket, EMPTY, hasRoom, levelAt, poured, waitMs } from "./leaky-bucket";

const allowances = fc.record({
  capacity: fc.integer({ min: 1, max: 200 }),
  perMinute: fc.double({ min: 0.1, max: 6_000, noNaN: true }),
});
const steps = fc.array(fc.integer({ min: -60_000, max: 600_000 }), { maxLength: 200 });
const startMs = 1_800_000_000_000;

/** Knocks at each moment; gives back when it was let in. */
function knock(allowance: Allowance, moments: readonly number[]): { letIn: number[]; bucket: Bucket } {
  let bucket = EMPTY;
  const letIn: number[] = [];
  for (const nowMs of moments) {
    if (!hasRoom(bucket, allowance, nowMs)) continue;
    bucket = poured(bucket, allowance, nowMs);
    letIn.push(nowMs);
  }
  return { letIn, bucket };
}

const moments = (waits: readonly number[]) => {
  let nowMs = startMs;
  return waits.map((wait) => (nowMs += wait));
};

test("in any span no more tries pass than fit at once and drain away meanwhile", () => {
  fc.assert(
    fc.property(allowances, steps, (allowance, waits) => {
      const { letIn } = knock(allowance, moments(waits.map(Math.abs)));
      for (let from = 0; from < letIn.length; from++)
        for (let to = from; to < letIn.length; to++) {
          const drained = ((letIn[to]! - letIn[from]!) * allowance.perMinute) / 60_000;
          expect(to - from + 1).toBeLessThanOrEqual(allowance.capacity + drained + 1e-6);
        }
    }),
  );
});

test("a level stays between empty and the brim, whatever the clock does", () => {
  fc.assert(
    fc.property(allowances, steps, (allowance, waits) => {
      let bucket = EMPTY;
      for (const nowMs of moments(waits)) {
        bucket = poured(bucket, allowance, nowMs);
        expect(bucket.level).toBeGreaterThan(0);
        expect(bucket.level).toBeLessThanOrEqual(allowance.capacity);
      }
    }),
  );
});

test("whoever waits as long as told is let in, and knocking meanwhile costs nothing", () => {
  fc.assert(
    fc.property(allowances, steps, (allowance, waits) => {
      const { bucket } = knock(allowance, moments(waits.map(Math.abs)));
      const wait = waitMs(bucket, allowance, bucket.atMs);
      expect(wait > 0).toBe(!hasRoom(bucket, allowance, bucket.atMs));
      expect(hasRoom(bucket, allowance, bucket.atMs + wait + 1)).toBe(true);
    }),
  );
});

test("a bucket left alone drains to nothing", () => {
  const allowance = { capacity: 10, perMinute: 2 };
  const full = { level: 10, atMs: startMs };
  expect(levelAt(full, allowance, startMs + 150_000)).toBe(5);
  expect(levelAt(full, allowance, startMs + 300_000)).toBe(0);
  expect(levelAt(full, allowance, startMs - 1)).toBe(10);
});
