import { expect, test } from "vitest";
import { adoptionEffects } from "@/lib/domain/key-sets/adoption-effect";
import { adoptionLines } from "./adoption-words";

const none = adoptionEffects(
  [],
  {
    ...{ expiration: null, rotation: null, manualRegeneration: true },
    ...{ overlapDays: 0, retrievable: true, notifyDays: [] },
  },
  new Date(0),
).keep;
const firstExpiresAt = new Date("2026-11-28T00:00:00Z");

test("adopting now names how many expire sooner, and the first day", () => {
  const effect = { ...none, touched: 12, expireSooner: 3, firstExpiresAt, rotateAtOnce: 1 };
  expect(adoptionLines("adopt-now", effect, 14)).toEqual([
    "12 key sets take it now; dates count from the activation of each key.",
    "3 expire sooner than planned, the first on 28 Nov 2026.",
    "1 is rotated at once.",
  ]);
});

test("one key set is spoken of as one", () => {
  const effect = { ...none, touched: 1, expireSooner: 1, firstExpiresAt, rotateLater: 1 };
  expect(adoptionLines("adopt-now", effect, 1)).toEqual([
    "1 key set takes it now; dates count from the activation of each key.",
    "1 expires sooner than planned, the first on 28 Nov 2026.",
    "1 is rotated later, or not any more.",
  ]);
  expect(adoptionLines("keep", none, 1)).toEqual(["The one there is stays as it is."]);
});

test("at the next rotation those without one ahead are named", () => {
  expect(
    adoptionLines("adopt-at-next-rotation", { ...none, touched: 1_200, withoutRotation: 2 }, 1_200),
  ).toEqual([
    "1,200 key sets take it together with the next secret; no date moves before.",
    "2 have no rotation ahead: they take it when their keys are regenerated.",
  ]);
  expect(adoptionLines("adopt-at-next-rotation", none, 3)).toEqual(["Each has this policy already."]);
});
