"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "@/lib/contracts/answer";
import { settleRead } from "./settle";

/**
 * Reads what a dialog shows when it opens, so that it is fresh, and anew whenever the question changes or `again` is
 * pressed; null = it is being read. An answer to an earlier question is dropped, however late it comes.
 */
export function useRead<Value>(question: unknown, ask: () => Promise<Answer<Value>>) {
  const [read, setRead] = useState<Value | "failed" | null>(null);
  const turn = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says all that the call depends on
  const again = useCallback(async () => {
    const own = ++turn.current;
    setRead(null);
    const answer = await settleRead(ask);
    if (own === turn.current) setRead("problem" in answer ? "failed" : answer.value);
  }, [question]);
  useEffect(() => {
    again();
    return () => {
      turn.current++;
    };
  }, [again]);
  return { read, again };
}
