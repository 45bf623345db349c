import { expect, test } from "vitest";
import { type AdoptingKey, adoptionEffects } from "./adoption-effect";
import { DAY_MS } from "./period";
import type { Policy } from "./policy";

const now = new Date("2026-06-01T12:00:00Z");
const day = (n: number) => new Date(now.getTime() + n * DAY_MS);
const key = (given: Partial<AdoptingKey>): AdoptingKey => ({
  status: "active",
  activatedAt: day(-60),
  expiresAt: day(305),
  rotatesAt: day(30),
  alike: false,
  ...given,
});
const policy: Policy = {
  expiration: { amount: 90, unit: "days" },
  rotation: { amount: 30, unit: "days" },
  manualRegeneration: true,
  overlapDays: 7,
  retrievable: true,
  notifyDays: [],
};
const effects = (keys: AdoptingKey[], edited: Partial<Policy> = {}) =>
  adoptionEffects(keys, { ...policy, ...edited }, now);

test("adopting now says who expires sooner, and the first day on which one does", () => {
  const keys = [key({}), key({ activatedAt: day(-80) }), key({ activatedAt: day(-300), expiresAt: day(3) })];
  expect(effects(keys, { rotation: null })["adopt-now"]).toMatchObject({
    touched: 3,
    expireSooner: 2,
    // Due on day 10 already, which is more than a week ahead; the last one would have gone before.
    firstExpiresAt: day(10),
    expireLater: 0,
    rotateLater: 3,
  });
  expect(effects([key({ activatedAt: day(-200) })])["adopt-now"].firstExpiresAt).toEqual(day(7));
});

test("adopting now says which rotations are due at once, come sooner, or fall away", () => {
  const young = key({ activatedAt: day(-10), rotatesAt: day(80) });
  expect(effects([key({}), young])["adopt-now"]).toMatchObject({ rotateAtOnce: 1, rotateSooner: 1 });
  expect(effects([young], { rotation: { amount: 6, unit: "months" } })["adopt-now"]).toMatchObject({
    rotateAtOnce: 0,
    rotateLater: 1,
  });
  expect(effects([key({})], { expiration: null })["adopt-now"]).toMatchObject({ expireLater: 1 });
});

test("pending and expired key sets change their policy and no date; those alike or revoked are left alone", () => {
  const none = { expiresAt: null, rotatesAt: null, activatedAt: null };
  const { "adopt-now": effect } = effects([
    key({ status: "pending", ...none }),
    key({ status: "expired", expiresAt: day(-1) }),
    key({ alike: true }),
    key({ status: "revoked" }),
  ]);
  expect(effect).toEqual({ ...effects([]).keep, touched: 2 });
});

test("at the next rotation nothing moves now, and who has none ahead waits for somebody to regenerate", () => {
  const keys = [key({}), key({ rotatesAt: null }), key({ status: "expired" })];
  expect(effects(keys)["adopt-at-next-rotation"]).toEqual({
    ...effects([]).keep,
    touched: 3,
    withoutRotation: 2,
  });
  expect(effects(keys).keep.touched).toBe(0);
});
