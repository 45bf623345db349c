"use client";
import { useCallback, useEffect, useState } from "react";
import type { OutpostList } from "@/lib/services/outposts/list";
import { readOutposts } from "./actions";

/** Often enough to see a receipt arrive while somebody waits for it; seldom enough while nobody does. */
const WAITING_MS = 700;
const WATCHING_MS = 4_000;

export interface Outposts {
  list: OutpostList;
  /** Reads it at once: after something was changed here. */
  refresh(): Promise<void>;
}

/** The list as the server gave it, kept fresh while the page is looked at. `waiting` = somebody waits for a receipt. */
export function useOutposts(given: OutpostList, waiting: boolean): Outposts {
  const [read, setRead] = useState<OutpostList | null>(null);
  const list = read !== null && read.at > given.at ? read : given;
  const refresh = useCallback(async () => {
    const answer = await readOutposts().catch(() => null);
    if (answer?.kind === "done") setRead((last) => (last && last.at > answer.value.at ? last : answer.value));
  }, []);
  const idle = list.outposts.length === 0 && !waiting;
  useEffect(() => {
    if (idle) return;
    const everyMs = waiting ? WAITING_MS : WATCHING_MS;
    let over = false;
    let timer = setTimeout(turn, everyMs);
    async function turn() {
      if (!document.hidden) await refresh();
      if (!over) timer = setTimeout(turn, everyMs);
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [idle, waiting, refresh]);
  return { list, refresh };
}
