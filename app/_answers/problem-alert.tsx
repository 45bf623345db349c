"use client";
import { Alert } from "@/components/ui/alert";
import { RequestId } from "@/components/ui/error-state";
import { type Problem, sentenceOf } from "./problem";
import { SignInAgain } from "./sign-in-again";

/** Why something did not happen, beside what was pressed; the focus stays where it is. */
export function ProblemAlert({ problem, className }: { problem: Problem | null; className?: string }) {
  const sentence = problem && sentenceOf(problem);
  if (!sentence) return null;
  return (
    <Alert kind="danger" title={sentence} live className={className}>
      <SignInAgain problem={problem} />
      {problem.requestId ? <RequestId id={problem.requestId} /> : null}
    </Alert>
  );
}
