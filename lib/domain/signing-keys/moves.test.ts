import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movedBy, ringOf, SIGNING_MOVES, type SigningMove, signingRefusal, timesAs } from "./moves";
import { type SigningKeyTimes, signingKeyState } from "./signing-key";

const MOVES = Object.keys(SIGNING_MOVES) as SigningMove[];
const none = { next: null, active: null, draining: null };
const key = {};

describe("with", () => {
  const RINGS = {
    "no key": none,
    "a key that signs": { ...none, active: key },
    "a next one": { ...none, active: key, next: key },
    "one that drains": { ...none, active: key, draining: key },
  };
  const OPEN: Record<keyof typeof RINGS, SigningMove[]> = {
    "no key": ["generate"],
    "a key that signs": ["rotate", "prepare"],
    "a next one": ["rotate", "promote", "withdraw"],
    "one that drains": ["rotate", "roll-back", "retire"],
  };
  const CLOSED: [keyof typeof RINGS, SigningMove, string][] = [
    ["no key", "rotate", "signing-key-missing"],
    ["no key", "prepare", "signing-key-missing"],
    ["no key", "withdraw", "signing-key-no-next"],
    ["no key", "retire", "signing-key-not-draining"],
    ["a key that signs", "generate", "signing-key-exists"],
    ["a key that signs", "promote", "signing-key-no-next"],
    ["a key that signs", "roll-back", "signing-key-not-draining"],
    ["a next one", "prepare", "signing-key-has-next"],
    ["a next one", "roll-back", "signing-key-not-draining"],
    ["one that drains", "prepare", "signing-key-draining"],
    ["one that drains", "promote", "signing-key-no-next"],
  ];
  it.each(Object.keys(RINGS) as (keyof typeof RINGS)[])("%s, these moves are open and no others", (name) => {
    expect(MOVES.filter((move) => signingRefusal(RINGS[name], move) === null)).toEqual(OPEN[name]);
  });
  it.each(CLOSED)("%s, %s is refused as %s", (name, move, refusal) => {
    expect(signingRefusal(RINGS[name], move)).toBe(refusal);
  });
});

/** Keys as a database would keep them, moved as the services move them. */
class Model {
  keys: (SigningKeyTimes & { name: number })[] = [];
  clock = new Date("2026-06-01T12:00:00Z");

  ring = () => ringOf(this.keys, this.clock);

  move(move: SigningMove, drainMinutes: number): boolean {
    const ring = this.ring();
    if (signingRefusal(ring, move) !== null) return false;
    const retiresAt = new Date(this.clock.getTime() + drainMinutes * 60_000);
    for (const { key: moved, to } of movedBy(ring, move))
      Object.assign(moved, timesAs(to, moved, this.clock, retiresAt));
    const made = (SIGNING_MOVES[move].becomes as { made?: string }).made;
    if (made)
      this.keys.push({
        name: this.keys.length,
        createdAt: this.clock,
        activatedAt: made === "active" ? this.clock : null,
        replacedAt: null,
        retiresAt: null,
        retiredAt: null,
      });
    return true;
  }
}

const step = fc.record({
  move: fc.constantFrom(...MOVES),
  drainMinutes: fc.integer({ min: 1, max: 70 }),
  minutes: fc.integer({ min: 0, max: 90 }),
});

describe("after whatever moves, at whatever times,", () => {
  it("one key signs, at most one is next or drains, and never both", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const model = new Model();
        for (const { move, drainMinutes, minutes } of steps) {
          model.clock = new Date(model.clock.getTime() + minutes * 60_000);
          model.move(move, drainMinutes);
          const states = model.keys.map((one) => signingKeyState(one, model.clock));
          const count = (state: string) => states.filter((one) => one === state).length;
          expect(count("active")).toBe(model.keys.length === 0 ? 0 : 1);
          expect(count("next") + count("draining")).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("what a key has signed is good until it drained to its end, unless a hand retired it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const model = new Model();
        const signedWith = new Map<number, Date>();
        for (const { move, minutes } of steps) {
          model.clock = new Date(model.clock.getTime() + minutes * 60_000);
          const before = model.ring().active?.name;
          const done = model.move(move, 70);
          const after = model.ring().active?.name;
          // Tokens of sixty minutes, the last one at the moment of the change.
          if (done && before !== undefined && before !== after) signedWith.set(before, model.clock);
          if (done && (move === "rotate" || move === "retire")) signedWith.clear();
          for (const [name, at] of signedWith) {
            const ended = model.clock.getTime() >= at.getTime() + 60 * 60_000;
            if (!ended) expect(signingKeyState(model.keys[name]!, model.clock)).not.toBe("retired");
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("a key that has retired stays so", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const model = new Model();
        const retired = new Set<number>();
        for (const { move, drainMinutes, minutes } of steps) {
          model.clock = new Date(model.clock.getTime() + minutes * 60_000);
          model.move(move, drainMinutes);
          for (const one of model.keys)
            if (signingKeyState(one, model.clock) === "retired") retired.add(one.name);
            else expect(retired).not.toContain(one.name);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
