"use client";
import { useEffect, useState } from "react";
import type { OutpostList } from "@/lib/services/outposts/list";
import { readOutposts } from "./actions";

/** Often enough to see a receipt arrive while somebody waits for it; seldom enough while nobody does. */
const WAITING_MS = 700;
const WATCHING_MS = 4_000;

/** The list as the server gave it, kept fresh while the page is looked at. `waiting` = somebody waits for a receipt. */
export function useOutposts(given: OutpostList, waiting: boolean): OutpostList {
  const [read, setRead] = useState<OutpostList | null>(null);
  const everyMs = waiting ? WAITING_MS : WATCHING_MS;
  const idle = given.outposts.length === 0 && !waiting;
  useEffect(() => {
    if (idle) return;
    let over = false;
    let timer = setTimeout(ask, everyMs);
    async function ask() {
      const answer = document.hidden ? null : await readOutposts().catch(() => null);
      if (over) return;
      if (answer?.kind === "done") setRead(answer.value);
      timer = setTimeout(ask, everyMs);
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [everyMs, idle]);
  return read !== null && read.at > given.at ? read : given;
}
