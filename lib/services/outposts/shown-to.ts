import { actorMay } from "@/lib/domain/people/actor";
import type { Context } from "../context";

/**
 * What tells one Outpost from another, its name before all, is for those who may see Outposts: an Owner, an Admin, a
 * program with `outposts:read`, the hub itself. To anybody else each such fact is null: a receipt, a caller or a rotation
 * tells them how many Outposts there are and how they stand, and not which.
 */
export function shownTo({ actor }: Context): <Fact>(fact: Fact) => Fact | null {
  const isShown = actorMay(actor, "outpost:view");
  return (fact) => (isShown ? fact : null);
}

export type Through<Caller extends { outposts: string[] }> = Omit<Caller, "outposts"> & {
  /** The Outposts that it came through: null in place of a name that the reader may not see. */
  outposts: (string | null)[];
};

/** Callers of a key, with the Outposts that each came through as far as they are shown. */
export function throughOutposts<Caller extends { outposts: string[] }>(
  ctx: Context,
  callers: readonly Caller[],
): Through<Caller>[] {
  const shown = shownTo(ctx);
  return callers.map(({ outposts, ...caller }) => ({ ...caller, outposts: outposts.map(shown) }));
}
