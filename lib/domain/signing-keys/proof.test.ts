import fc from "fast-check";
import { expect, test } from "vitest";
import { OUTPOST_STATES } from "../outposts/state";
import { proofRefusal, proofStanding } from "./proof";

const proven = { canaryKid: "next", canaryVerified: true };
const refused = { canaryKid: "next", canaryVerified: false };
const before = { canaryKid: "earlier", canaryVerified: true };
const silent = { canaryKid: null, canaryVerified: null };

test.each([
  ["online", proven, "proven"],
  ["behind", proven, "proven"],
  ["unknown", proven, "proven"],
  ["online", refused, "refused"],
  ["behind", refused, "refused"],
  ["unknown", refused, "unknown"],
  ["online", before, "waiting"],
  ["online", silent, "waiting"],
  ["behind", silent, "waiting"],
  ["unknown", silent, "unknown"],
  ["unknown", before, "unknown"],
] as const)("an Outpost that is %s and told %j stands as %s", (state, told, standing) => {
  expect(proofStanding({ state, ...told }, "next")).toBe(standing);
});

const one = (id: string, state: "online" | "behind" | "unknown", told: object) =>
  ({ id, state, ...told }) as Parameters<typeof proofRefusal>[0][number];

test.each([
  ["no Outpost is enrolled", [], [], null],
  ["all have proven it", [one("a", "online", proven), one("b", "behind", proven)], [], null],
  ["one that is alive has not told yet", [one("a", "online", silent)], [], "outposts-unproven"],
  ["one that is alive refuses it", [one("a", "behind", refused)], [], "outposts-unproven"],
  ["nobody hears of one", [one("a", "unknown", silent)], [], "outposts-unknown"],
  ["it goes on without that one", [one("a", "unknown", silent)], ["a"], null],
  [
    "it goes on without one of two",
    [one("a", "unknown", silent), one("b", "unknown", silent)],
    ["a"],
    "outposts-unknown",
  ],
  ["one that is alive is left out", [one("a", "online", silent)], ["a"], "outposts-unproven"],
] as const)("where %s, the answer to signing is as it should be", (_, outposts, without, refusal) => {
  expect(proofRefusal(outposts, "next", without)).toBe(refusal);
});

test("the next key never signs while an Outpost that is alive has not proven it, whoever is left out", () => {
  const outpost = fc.record({
    id: fc.constantFrom("a", "b", "c", "d"),
    state: fc.constantFrom(...OUTPOST_STATES),
    canaryKid: fc.constantFrom("next", "earlier", null),
    canaryVerified: fc.constantFrom(true, false, null),
  });
  const sides = { both: 0 };
  fc.assert(
    fc.property(fc.array(outpost), fc.subarray(["a", "b", "c", "d"]), (outposts, without) => {
      const lives = outposts.some(
        ({ state, canaryKid, canaryVerified }) =>
          state !== "unknown" && !(canaryKid === "next" && canaryVerified === true),
      );
      if (lives) sides.both += 1;
      if (lives) expect(proofRefusal(outposts, "next", without)).toBe("outposts-unproven");
      else if (outposts.every(({ id }) => without.includes(id)))
        expect(proofRefusal(outposts, "next", without)).toBeNull();
    }),
    { numRuns: 5_000 },
  );
  expect(sides.both).toBeGreaterThan(1_000);
});
