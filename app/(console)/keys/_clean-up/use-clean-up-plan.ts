"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "@/app/_answers/problem";
import { settleRead } from "@/app/_answers/settle";
import { type CleanUpChoice, tick } from "@/lib/domain/keys/clean-up";
import type { CleanUpPlan } from "@/lib/services/keys/clean-up";
import type { CleanUpActions } from "./clean-up-actions";

const COUNT_EVERY_MS = 10_000;

/**
 * The ticked boxes, their counts and the list of what goes. The counts keep themselves fresh; the list stays as it was
 * read until another box is ticked, since what is deleted is what stands there.
 */
export function useCleanUpPlan(plan: CleanUpActions["plan"], going: boolean) {
  const [choices, setChoices] = useState<CleanUpChoice[]>([]);
  const [counts, setCounts] = useState<CleanUpPlan["counts"] | null>(null);
  const [keys, setKeys] = useState<CleanUpPlan["keys"]>([]);
  const [reading, setReading] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const turn = useRef(0);

  const read = useCallback(
    async (next: CleanUpChoice[]) => {
      const own = ++turn.current;
      setReading(true);
      setProblem(null);
      const answer = await settleRead(() => plan({ choices: next }));
      if (own !== turn.current) return;
      setReading(false);
      setProblem("problem" in answer ? answer.problem : null);
      if ("problem" in answer) return;
      setCounts(answer.value.counts);
      setKeys(answer.value.keys);
    },
    [plan],
  );
  useEffect(() => {
    read([]);
  }, [read]);
  useEffect(() => {
    if (!going) return;
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const answer = await settleRead(() => plan({ choices: [] }));
      if (!("problem" in answer)) setCounts(answer.value.counts);
    }, COUNT_EVERY_MS);
    return () => clearInterval(timer);
  }, [plan, going]);

  function choose(choice: CleanUpChoice, ticked: boolean) {
    const next = tick(choices, choice, ticked);
    setChoices(next);
    setKeys([]);
    read(next);
  }
  return { choices, choose, counts, keys, reading, problem, again: () => read(choices) };
}
