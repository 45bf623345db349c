/** Policies of every sort, and a key made under one. */
import fc from "fast-check";
import type { KeyFacts } from "../../keys/key-facts";
import type { Dates } from "../../keys/moves";
import { type Policy, policyRefusal } from "../policy";

export const at = (text: string) => new Date(text);
export const days = (from: Date, count: number) => new Date(from.getTime() + count * 86_400_000);

export const plain: Policy = {
  expiration: { amount: 90, unit: "days" },
  rotation: { amount: 30, unit: "days" },
  manualRegeneration: true,
  overlapDays: 7,
  retrievable: true,
  notifyDays: [14, 3],
};

const anyPeriod = (leastDays: number) =>
  fc.oneof(
    fc.record({ amount: fc.integer({ min: leastDays, max: 400 }), unit: fc.constant("days" as const) }),
    fc.record({ amount: fc.integer({ min: 1, max: 14 }), unit: fc.constant("months" as const) }),
  );

/** Any policy that may be. Often rotation and expiration are the same, and so fall on one day. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    expiration: fc.option(anyPeriod(3), { freq: 3 }),
    rotation: fc.option(anyPeriod(3), { freq: 4 }),
    same: fc.nat(3).map((one) => one === 0),
    manualRegeneration: fc.boolean(),
    overlapDays: fc.integer({ min: 0, max: 30 }),
    retrievable: fc.boolean(),
    notifyDays: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
  })
  .map(({ same, ...policy }) => (same ? { ...policy, rotation: policy.expiration } : policy))
  .filter((policy) => policyRefusal(policy) === null);

/** Any instant of four years, also in a leap year's February and on the last days of months. */
export const anyStart = fc
  .integer({ min: 0, max: 4 * 365.25 * 86_400 })
  .map((s) => days(at("2026-01-01"), s / 86_400));

export function keySet(dates: Dates, activatedAt: Date | null, patch: Partial<KeyFacts> = {}): KeyFacts {
  const version = {
    id: "v1",
    generation: 1,
    latest: true,
    activatedAt,
    ...dates,
    retiresAt: null,
    revokedAt: null,
    revokeReason: null,
    madeBy: "created" as const,
  };
  const set = { manualRegeneration: true, applicationSuspended: false, anotherValid: false };
  return { kind: "key_set", deletedAt: null, holds: [], versions: [version], set, ...patch };
}
