/** Key sets as a workspace has them: policies of every sort, and people who collect a new secret at once, late or never. */
import fc from "fast-check";
import { AUTH_TYPES, type AuthType } from "@/lib/domain/key-sets/auth-types";
import { DAY_MS, type Period } from "@/lib/domain/key-sets/period";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { anyPolicy, plain } from "@/lib/domain/key-sets/testing/policies";

export interface MixedSet {
  policy: Policy;
  start: Date;
  authType: AuthType;
  /** After what time somebody collects a secret that is shown once; null = nobody ever does, but the first. */
  collectsAfterMs: number | null;
}

export interface Mix {
  sets: number;
  seed: number;
  /** The key sets are made in the days from here on. */
  from: Date;
  days: number;
  /** Each so-many-th is a busy one, whatever chance brings. */
  busyEvery: number;
}

const days = (amount: number): Period => ({ amount, unit: "days" });
const month: Period = { amount: 1, unit: "months" };

/** Rotated often; some expire on that day, some soon after it. The last outlive no week without jobs. */
const BUSY: Policy[] = [
  { ...plain, rotation: days(10), expiration: null, overlapDays: 6 },
  { ...plain, rotation: month, expiration: month },
  { ...plain, rotation: days(14), expiration: days(14), overlapDays: 3, retrievable: false },
  { ...plain, rotation: days(20), expiration: days(60), overlapDays: 2, retrievable: false },
  { ...plain, rotation: days(12), expiration: days(14), overlapDays: 5 },
];

const DAYS_TO_COLLECT = fc.double({ min: 0.05, max: 45, noNaN: true });

/** Equal seeds give equal mixes. Many begin at one of four hours of the day, so that much is due at one moment. */
export function mixedSets({ sets, seed, from, days: within, busyEvery }: Mix): MixedSet[] {
  const any = fc.record({
    policy: anyPolicy,
    startsMs: fc.integer({ min: 0, max: within * DAY_MS - 1 }),
    atTheHour: fc.integer({ min: 1, max: 10 }).map((one) => one <= 7),
    authType: fc.constantFrom(...AUTH_TYPES),
    collects: fc.integer({ min: 1, max: 10 }),
    collectsAfterDays: DAYS_TO_COLLECT,
  });
  return fc.sample(any, { numRuns: sets, seed }).map((one, index) => {
    const startsMs = one.atTheHour ? one.startsMs - (one.startsMs % (DAY_MS / 4)) : one.startsMs;
    const late = Math.round(one.collectsAfterDays * DAY_MS);
    return {
      policy: index % busyEvery === 0 ? BUSY[(index / busyEvery) % BUSY.length]! : one.policy,
      start: new Date(from.getTime() + startsMs),
      authType: one.authType,
      collectsAfterMs: one.collects <= 5 ? 0 : one.collects <= 8 ? late : null,
    };
  });
}
