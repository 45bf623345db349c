import type { Answer } from "@/lib/contracts/answer";
import type { CleanUpChoice } from "@/lib/domain/keys/clean-up";
import type { CleanUpPlan, CleanUpResult } from "@/lib/services/keys/clean-up";

/** What a page gives the dialog: its own server actions, and how it calls its keys. */
export interface CleanUpActions {
  plan: (input: { choices: CleanUpChoice[] }) => Promise<Answer<CleanUpPlan>>;
  sweep: (
    input: { choices: CleanUpChoice[]; ids: string[] },
    idempotencyKey: string,
  ) => Promise<Answer<CleanUpResult>>;
}

export function keyCount(n: number): string {
  return `${n.toLocaleString("en")} ${n === 1 ? "key" : "keys"}`;
}
