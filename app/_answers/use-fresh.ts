"use client";
import { useCallback, useEffect, useState } from "react";
import type { Answer } from "@/lib/contracts/answer";
import { ASKED_AGAIN_SENTENCE } from "./no-answer";
import type { Problem } from "./problem";
import { settle } from "./settle";

/** Longer than any pace; shorter than the 15 s after which the hub itself calls an Outpost unknown. */
const FRESH_MS = 14_000;

/** What is shown is of an earlier moment, and why nothing newer has come, where that is known. */
export interface Stale {
  since: Date;
  problem: Problem | null;
}

/**
 * What the server gave with the page, asked for anew every so often while the page is looked at; `pace` null = not now.
 * The newest counts, whichever came last. `refresh` asks at once: after something was changed here. `read` must be the
 * same function as long as the question is the same. `stale` is to be said where it is not null.
 */
export function useFresh<Value extends { at: Date }>(
  given: Value,
  read: () => Promise<Answer<Value>>,
  pace: (value: Value) => number | null,
) {
  const [last, setLast] = useState<Value | null>(null);
  const [outdated, setOutdated] = useState<Value | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const value = last !== null && last.at > given.at ? last : given;
  const refresh = useCallback(async () => {
    const answer = await settle(read, { unanswered: ASKED_AGAIN_SENTENCE });
    if ("problem" in answer) return setProblem(answer.problem);
    setProblem(null);
    setLast((before) => (before && before.at > answer.value.at ? before : answer.value));
  }, [read]);
  const everyMs = pace(value);
  useEffect(() => {
    if (everyMs === null) return;
    let over = false;
    let timer = setTimeout(turn, everyMs);
    async function turn() {
      if (!document.hidden) await refresh();
      if (over) return;
      clearTimeout(timer);
      timer = setTimeout(turn, everyMs!);
    }
    // Whoever comes back to the page sees the present at once.
    document.addEventListener("visibilitychange", turn);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", turn);
    };
  }, [everyMs, refresh]);
  const asking = everyMs !== null;
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => setOutdated(value), FRESH_MS);
    return () => clearTimeout(timer);
  }, [asking, value]);
  const stale: Stale | null = asking && outdated === value ? { since: value.at, problem } : null;
  return { value, refresh, stale };
}
