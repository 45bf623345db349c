import type { Answer, FieldErrors } from "@/lib/contracts/answer";
import type { RefusalCode } from "@/lib/domain/refusals";
import { byField } from "./by-field";

/** Why something did not happen, as a screen shows it. */
export interface Problem {
  /** For the form as a whole; null where the fields say it all. */
  message: string | null;
  fields: FieldErrors;
  code?: RefusalCode;
  /** Leads to the cause in the log. */
  requestId?: string;
  /** Takes away what is said of a field: it has been changed since. */
  forget?: (field: string) => void;
}

const REACHED_BEFORE =
  "An earlier press had reached the hub, with what stood here then. Close this, and look at what came of it before you try again.";

export function problemOf(answer: Exclude<Answer<unknown>, { kind: "done" }>): Problem {
  if (answer.kind === "invalid") {
    const { "": message, ...fields } = byField(answer.fields);
    return { message: message ?? null, fields };
  }
  const code = answer.kind === "refused" ? answer.code : undefined;
  return {
    // The sentence of the catalog is for programs, which choose their keys themselves.
    message: code === "idempotency-key-reused" ? REACHED_BEFORE : answer.message,
    fields: {},
    code,
    requestId: answer.requestId === "none" ? undefined : answer.requestId,
  };
}

/** What is left of a problem once a field has been changed: it is judged anew with the next press. */
export function withoutField(problem: Problem, field: string): Problem | null {
  const { [field]: changed, ...fields } = problem.fields;
  if (changed === undefined) return problem;
  return problem.message === null && Object.keys(fields).length === 0 ? null : { ...problem, fields };
}

/** A problem in one sentence, for where there is room for no more. */
export function sentenceOf({ message, fields }: Problem): string | null {
  return message ?? Object.values(fields)[0] ?? null;
}
