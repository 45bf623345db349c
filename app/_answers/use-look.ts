"use client";
import { useEffect, useRef, useState } from "react";
import type { Answer } from "@/lib/contracts/answer";
import { READ_AGAIN_SENTENCE } from "./no-answer";
import { type Problem, problemOf } from "./problem";

interface Seen<Value> {
  question: string;
  value: Value | null;
  problem: Problem | null;
}

/**
 * Asks the hub while a form is filled in, anew whenever the question changes; null asks nothing. An answer to an earlier
 * question is dropped, however late it comes.
 */
export function useLook<Value>(question: string | null, ask: () => Promise<Answer<Value>>) {
  const [seen, setSeen] = useState<Seen<Value> | null>(null);
  const latest = useRef(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says all that the call depends on
  useEffect(() => {
    latest.current = question;
    if (question === null) return;
    const keep = (value: Value | null, problem: Problem | null) => {
      if (latest.current === question) setSeen({ question, value, problem });
    };
    ask().then(
      (answer) => (answer.kind === "done" ? keep(answer.value, null) : keep(null, problemOf(answer))),
      () => keep(null, { message: READ_AGAIN_SENTENCE, fields: {} }),
    );
  }, [question]);
  const answered = seen !== null && seen.question === question;
  return {
    loading: question !== null && !answered,
    value: answered ? seen.value : null,
    problem: answered ? seen.problem : null,
  };
}
