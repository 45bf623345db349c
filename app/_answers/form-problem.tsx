"use client";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { Problem } from "./use-submit";

/** What went wrong with a form, above its fields. Where the session has ended, a way to sign in that keeps the form. */
export function FormProblem({ problem }: { problem: Problem | null }) {
  return (
    <>
      <FormErrorSummary
        message={problem?.message}
        fields={problem?.fields}
        requestId={problem?.requestId === "none" ? undefined : problem?.requestId}
      />
      {problem?.code === "signed-out" ? (
        <p>
          <a className="link" href="/sign-in" target="_blank" rel="noopener">
            Sign in in a new tab
          </a>
          , then press the button here again.
        </p>
      ) : null}
    </>
  );
}
