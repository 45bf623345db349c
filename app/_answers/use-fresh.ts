"use client";
import { useCallback, useEffect, useState } from "react";
import type { Answer } from "@/lib/contracts/answer";

/**
 * What the server gave with the page, asked for anew every so often while the page is looked at; `pace` null = not now.
 * The newest counts, whichever came last. `refresh` asks at once: after something was changed here. `read` must be the
 * same function as long as the question is the same.
 */
export function useFresh<Value extends { at: Date }>(
  given: Value,
  read: () => Promise<Answer<Value>>,
  pace: (value: Value) => number | null,
) {
  const [last, setLast] = useState<Value | null>(null);
  const value = last !== null && last.at > given.at ? last : given;
  const refresh = useCallback(async () => {
    const answer = await read().catch(() => null);
    if (answer?.kind !== "done") return;
    setLast((before) => (before && before.at > answer.value.at ? before : answer.value));
  }, [read]);
  const everyMs = pace(value);
  useEffect(() => {
    if (everyMs === null) return;
    let over = false;
    let timer = setTimeout(turn, everyMs);
    async function turn() {
      if (!document.hidden) await refresh();
      if (!over) timer = setTimeout(turn, everyMs!);
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [everyMs, refresh]);
  return { value, refresh };
}
