"use client";
import { useState } from "react";
import type { Answer, FieldErrors } from "@/lib/contracts/answer";
import { NO_ANSWER_SENTENCE } from "./no-answer";
import { withStepUp } from "./step-up";

export interface Trouble {
  message: string | null;
  fields: FieldErrors;
  requestId?: string;
}

export const NO_TROUBLE: Trouble = { message: null, fields: {} };

/** What stands between a form and its goal; null where nothing does. */
export function troubleOf(answer: Answer<unknown>): Trouble | null {
  if (answer.kind === "done") return null;
  if (answer.kind === "invalid") return { message: answer.fields[""] ?? null, fields: answer.fields };
  return { message: answer.message, fields: {}, requestId: answer.requestId };
}

/** Sends a form: busy while it is under way, trouble beside what failed, the value on success. What was typed survives. */
export function useAnswer() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>(NO_TROUBLE);
  async function send<T>(ask: () => Promise<Answer<T>>): Promise<{ value: T } | null> {
    setBusy(true);
    setTrouble(NO_TROUBLE);
    try {
      const answer = await withStepUp(ask);
      if (answer.kind === "done") return { value: answer.value };
      setTrouble(troubleOf(answer) ?? NO_TROUBLE);
    } catch {
      setTrouble({ message: NO_ANSWER_SENTENCE, fields: {} });
    } finally {
      setBusy(false);
    }
    return null;
  }
  return { busy, trouble, send, setTrouble };
}
