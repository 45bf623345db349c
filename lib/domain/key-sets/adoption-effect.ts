/** What adopting an edited policy does to the key sets that exist, told before anybody decides for it. */
import type { Status } from "../keys/status";
import { adoptNow } from "./adoption";
import { type Adoption, type Policy, scheduleOf } from "./policy";

/** LATEST of a key set, as far as its dates hang on the policy. */
export interface AdoptingKey {
  status: Status;
  activatedAt: Date | null;
  expiresAt: Date | null;
  rotatesAt: Date | null;
  /** Whether it has the edited policy already, and no other waits. */
  alike: boolean;
}

export interface AdoptionEffect {
  /** Key sets whose policy changes, now or later. */
  touched: number;
  /** Of those, the ones that expire sooner than they would have, and when the first of them does. */
  expireSooner: number;
  firstExpiresAt: Date | null;
  /** That expire later, or not any more. */
  expireLater: number;
  /** Whose rotation is due in the moment of adopting. */
  rotateAtOnce: number;
  /** That are rotated sooner than they would have been, but not at once. */
  rotateSooner: number;
  /** That are rotated later, or not any more. */
  rotateLater: number;
  /** That no rotation lies before: they adopt it when somebody regenerates their key. */
  withoutRotation: number;
}

const NO_EFFECT: AdoptionEffect = {
  touched: 0,
  expireSooner: 0,
  firstExpiresAt: null,
  expireLater: 0,
  rotateAtOnce: 0,
  rotateSooner: 0,
  rotateLater: 0,
  withoutRotation: 0,
};

/** For each way of adopting, what it would do now. */
export function adoptionEffects(
  keys: readonly AdoptingKey[],
  policy: Policy,
  now: Date,
): Record<Adoption, AdoptionEffect> {
  const changing = keys.filter(({ alike, status }) => !alike && status !== "revoked");
  return {
    keep: NO_EFFECT,
    "adopt-now": changing.reduce((sum, key) => added(sum, key, policy, now), NO_EFFECT),
    "adopt-at-next-rotation": {
      ...NO_EFFECT,
      touched: changing.length,
      withoutRotation: changing.filter(({ rotatesAt, status }) => rotatesAt === null || status === "expired")
        .length,
    },
  };
}

function added(sum: AdoptionEffect, key: AdoptingKey, policy: Policy, now: Date): AdoptionEffect {
  const touched = sum.touched + 1;
  const lives = key.status === "active" || key.status === "suspended";
  if (!lives) return { ...sum, touched };
  const { expiresAt, rotatesAt } = adoptNow(key, scheduleOf(policy), now);
  const sooner = instant(expiresAt) < instant(key.expiresAt);
  const atOnce = rotatesAt !== null && rotatesAt <= now;
  return {
    ...sum,
    touched,
    expireSooner: sum.expireSooner + Number(sooner),
    firstExpiresAt: sooner ? earlier(sum.firstExpiresAt, expiresAt) : sum.firstExpiresAt,
    expireLater: sum.expireLater + Number(instant(expiresAt) > instant(key.expiresAt)),
    rotateAtOnce: sum.rotateAtOnce + Number(atOnce),
    rotateSooner: sum.rotateSooner + Number(!atOnce && instant(rotatesAt) < instant(key.rotatesAt)),
    rotateLater: sum.rotateLater + Number(!atOnce && instant(rotatesAt) > instant(key.rotatesAt)),
  };
}

function instant(at: Date | null): number {
  return at?.getTime() ?? Number.POSITIVE_INFINITY;
}

function earlier(a: Date | null, b: Date | null): Date | null {
  return instant(a) < instant(b) ? a : b;
}
