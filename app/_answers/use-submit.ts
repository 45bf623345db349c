"use client";
import { useCallback, useRef, useState } from "react";
import { openAttempt } from "./idempotency-key";
import { type Problem, withoutField } from "./problem";
import { type Done, type Run, settle } from "./settle";

/**
 * Runs an action from a form or a dialog: busy meanwhile, then either what was done, or the problem to show; what was typed
 * survives. A second press while it is under way does nothing. `unanswered` is as for `settle`.
 */
export function useSubmit(unanswered?: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt] = useState(openAttempt);
  const running = useRef(false);
  const show = useCallback((next: Problem | null) => {
    const forget = (field: string) => setProblem((shown) => shown && withoutField(shown, field));
    setProblem(next && { ...next, forget });
  }, []);
  /**
   * `input`: what is asked, where other input is another request; without it the form has one key until it is done. What
   * stays on a page and may be done, undone and done again makes a fresh key for each press instead.
   */
  const submit = useCallback(
    async <Value>(run: Run<Value>, input?: unknown): Promise<Done<Value> | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      show(null);
      const answer = await settle(run, { idempotencyKey: attempt.keyFor(input), unanswered });
      running.current = false;
      setBusy(false);
      if ("problem" in answer) {
        show(answer.problem);
        return null;
      }
      attempt.done();
      return answer;
    },
    [attempt, unanswered, show],
  );
  return { busy, problem, submit, show };
}
