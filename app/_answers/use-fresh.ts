"use client";
import { useCallback, useEffect, useState } from "react";
import type { Answer } from "@/lib/contracts/answer";
import { ASKED_AGAIN_SENTENCE } from "./no-answer";
import type { Problem } from "./problem";
import { settle } from "./settle";

/** So long an answer may take beyond its pace, which is twice what a question may: then what is shown is no longer fresh. */
const GRACE_MS = 10_000;

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
  useEffect(() => {
    if (everyMs === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // While nobody looks, nothing is asked either.
    function count() {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(() => setOutdated(value), everyMs! + GRACE_MS);
    }
    count();
    document.addEventListener("visibilitychange", count);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", count);
    };
  }, [everyMs, value]);
  const stale: Stale | null = everyMs !== null && outdated === value ? { since: value.at, problem } : null;
  return { value, refresh, stale };
}
