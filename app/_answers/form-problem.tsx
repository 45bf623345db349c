"use client";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { Problem } from "./problem";
import { SignInAgain } from "./sign-in-again";

/** What went wrong with a form, above its fields; the focus goes to the first bad one. A field that is changed is said nothing of. */
export function FormProblem({ problem }: { problem: Problem | null }) {
  return (
    <>
      <FormErrorSummary
        message={problem?.message}
        fields={problem?.fields}
        requestId={problem?.requestId}
        onFieldChanged={problem?.forget}
      />
      <SignInAgain problem={problem} />
    </>
  );
}
