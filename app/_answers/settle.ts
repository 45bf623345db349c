import type { Answer } from "@/lib/contracts/answer";
import { newIdempotencyKey } from "./idempotency-key";
import { PRESS_AGAIN_SENTENCE } from "./no-answer";
import { type Problem, problemOf } from "./problem";
import { withStepUp } from "./step-up";

export type Done<Value> = Extract<Answer<Value>, { kind: "done" }>;
/** Calls an action; the key is for those that take one. */
export type Run<Value> = (idempotencyKey: string) => Promise<Answer<Value>>;

/** What an action did, or the problem that it ended in; a lost connection is one too. */
export async function settle<Value>(
  run: Run<Value>,
  idempotencyKey = newIdempotencyKey(),
): Promise<Done<Value> | { problem: Problem }> {
  const answer = await withStepUp(() => run(idempotencyKey)).catch(() => null);
  if (answer === null) return { problem: { message: PRESS_AGAIN_SENTENCE, fields: {} } };
  return answer.kind === "done" ? answer : { problem: problemOf(answer) };
}
