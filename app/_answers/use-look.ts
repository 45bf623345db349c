"use client";
import { useEffect, useRef, useState } from "react";
import type { Answer } from "@/lib/contracts/answer";
import { NO_ANSWER_SENTENCE } from "./no-answer";
import { NO_TROUBLE, type Trouble, troubleOf } from "./use-answer";

interface Seen<Value> {
  question: string;
  value: Value | null;
  trouble: Trouble;
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
    const settle = (answer: Omit<Seen<Value>, "question">) => {
      if (latest.current === question) setSeen({ question, ...answer });
    };
    ask().then(
      (answer) =>
        settle({
          value: answer.kind === "done" ? answer.value : null,
          trouble: troubleOf(answer) ?? NO_TROUBLE,
        }),
      () => settle({ value: null, trouble: { message: NO_ANSWER_SENTENCE, fields: {} } }),
    );
  }, [question]);
  const answered = seen !== null && seen.question === question;
  return {
    loading: question !== null && !answered,
    value: answered ? seen.value : null,
    trouble: answered ? seen.trouble : NO_TROUBLE,
  };
}
