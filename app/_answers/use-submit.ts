"use client";
import { useRef, useState } from "react";
import type { Answer, FieldErrors } from "@/lib/contracts/answer";
import type { RefusalCode } from "@/lib/domain/refusals";
import { inOrder } from "./field-of-path";
import { withStepUp } from "./step-up";

/** Why a change did not happen, as a form shows it. */
export interface Problem {
  message: string | null;
  fields: FieldErrors;
  code?: RefusalCode;
  requestId?: string;
}
type Done<Value> = Extract<Answer<Value>, { kind: "done" }>;

const UNREACHABLE =
  "The hub did not answer. Check the connection, then press the button again: nothing is done twice.";

/** Runs an action from a form: busy meanwhile, then either what was done, or the problem to show. */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  async function submit<Value>(run: () => Promise<Answer<Value>>): Promise<Done<Value> | null> {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    const answer = await settle(run);
    running.current = false;
    setBusy(false);
    setProblem("problem" in answer ? answer.problem : null);
    return "problem" in answer ? null : answer;
  }
  return { busy, problem, submit };
}

/** An action's answer, or the problem that it ended in; a lost connection is one too. */
export async function settle<Value>(
  run: () => Promise<Answer<Value>>,
): Promise<Done<Value> | { problem: Problem }> {
  const answer = await withStepUp(run).catch(() => null);
  if (answer === null) return { problem: { message: UNREACHABLE, fields: {} } };
  if (answer.kind === "done") return answer;
  if (answer.kind === "invalid")
    return { problem: { message: answer.fields[""] ?? null, fields: inOrder(answer.fields, ORDER) } };
  const { message, requestId } = answer;
  return {
    problem: { message, fields: {}, requestId, code: answer.kind === "refused" ? answer.code : undefined },
  };
}

/** The fields of these forms, from top to bottom. */
const ORDER = [
  "name",
  "description",
  "overlap",
  "expiration",
  "rotateEveryDays",
  "rotateOverlapHours",
  "environment",
  "scopes",
  "reason",
];
