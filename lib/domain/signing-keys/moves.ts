/** What may be done to the signing keys of a workspace, and what each key becomes by it. */
import type { RefusalCode } from "../refusals";
import { type SigningKeyState, type SigningKeyTimes, signingKeyState } from "./signing-key";

/** The keys that are not retired, by their state. */
export interface SigningRing<Key = unknown> {
  next: Key | null;
  active: Key | null;
  draining: Key | null;
}
type Place = keyof SigningRing;

interface Rule {
  /** Whom the ring must have (true), and must not have (false). */
  needs: Partial<Record<Place, boolean>>;
  /** What becomes of whom; `made` = the key that the move brings. */
  becomes: Partial<Record<Place | "made", SigningKeyState>>;
}

export const SIGNING_MOVES = {
  /** The first key of a workspace. */
  generate: { needs: { active: false }, becomes: { made: "active" } },
  /** Everything that was dies at once. */
  rotate: {
    needs: { active: true },
    becomes: { made: "active", active: "retired", next: "retired", draining: "retired" },
  },
  /** With overlap: the next key is published, and does not sign yet. */
  prepare: { needs: { active: true, next: false, draining: false }, becomes: { made: "next" } },
  promote: { needs: { active: true, next: true }, becomes: { next: "active", active: "draining" } },
  withdraw: { needs: { next: true }, becomes: { next: "retired" } },
  /** The key before signs again. What the other signed meanwhile stays good: it drains. */
  "roll-back": {
    needs: { active: true, draining: true },
    becomes: { draining: "active", active: "draining" },
  },
  /** The end of the drain by hand. */
  retire: { needs: { draining: true }, becomes: { draining: "retired" } },
} as const satisfies Record<string, Rule>;

export type SigningMove = keyof typeof SIGNING_MOVES;

const REFUSALS: Record<Place, Record<"there" | "missing", RefusalCode>> = {
  active: { there: "signing-key-exists", missing: "signing-key-missing" },
  next: { there: "signing-key-has-next", missing: "signing-key-no-next" },
  draining: { there: "signing-key-draining", missing: "signing-key-not-draining" },
};

/** Why a move is closed, or null where it is open. */
export function signingRefusal(ring: SigningRing, move: SigningMove): RefusalCode | null {
  const { needs }: Rule = SIGNING_MOVES[move];
  for (const place of ["active", "next", "draining"] as const) {
    const there = ring[place] !== null;
    if (needs[place] !== undefined && needs[place] !== there)
      return REFUSALS[place][there ? "there" : "missing"];
  }
  return null;
}

/** Whom a move changes, with what each becomes: the active one gives up its place before another takes it. */
export function movedBy<Key>(
  ring: SigningRing<Key>,
  move: SigningMove,
): { key: Key; from: Place; to: SigningKeyState }[] {
  const { becomes }: Rule = SIGNING_MOVES[move];
  return (["active", "next", "draining"] as const).flatMap((from) => {
    const to = becomes[from];
    const key = ring[from];
    return key !== null && to !== undefined ? [{ key, from, to }] : [];
  });
}

/** The keys by their state; those that have retired are in no ring. */
export function ringOf<Key extends SigningKeyTimes>(keys: readonly Key[], now: Date): SigningRing<Key> {
  const inState = (state: Place) => keys.find((key) => signingKeyState(key, now) === state) ?? null;
  return { next: inState("next"), active: inState("active"), draining: inState("draining") };
}

/** The times of a key that becomes something at `now`; `retiresAt` = the end of a drain that begins. */
export function timesAs(
  to: SigningKeyState,
  { activatedAt }: Pick<SigningKeyTimes, "activatedAt">,
  now: Date,
  retiresAt: Date | null,
): Partial<SigningKeyTimes> {
  if (to === "retired") return { retiredAt: now };
  if (to === "draining") return { replacedAt: now, retiresAt };
  return { activatedAt: to === "next" ? null : (activatedAt ?? now), replacedAt: null, retiresAt: null };
}
