"use client";
import { type Stale, useFresh } from "@/app/_answers/use-fresh";
import type { OutpostList } from "@/lib/services/outposts/list";
import { readOutposts } from "./actions";

/** Often enough to see a receipt arrive while somebody waits for it; seldom enough while nobody does. */
const WAITING_MS = 700;
const WATCHING_MS = 4_000;

export interface Outposts {
  /** Where it is stale, nobody knows how any Outpost is. */
  list: OutpostList;
  /** Reads it at once: after something was changed here. */
  refresh(): Promise<void>;
}

/** The list as the server gave it, kept fresh while the page is looked at. `waiting` = somebody waits for a receipt. */
export function useOutposts(given: OutpostList, waiting: boolean): Outposts & { stale: Stale | null } {
  const { value, refresh, stale } = useFresh(given, readOutposts, ({ outposts }) =>
    waiting ? WAITING_MS : outposts.length > 0 ? WATCHING_MS : null,
  );
  return { list: stale ? withoutStates(value) : value, stale, refresh };
}

function withoutStates(list: OutpostList): OutpostList {
  return { ...list, outposts: list.outposts.map((outpost) => ({ ...outpost, state: "unknown" as const })) };
}
