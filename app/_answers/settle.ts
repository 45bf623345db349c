import type { Answer } from "@/lib/contracts/answer";
import { newIdempotencyKey } from "./idempotency-key";
import { PRESS_AGAIN_SENTENCE, READ_AGAIN_SENTENCE } from "./no-answer";
import { type Problem, problemOf } from "./problem";
import { withStepUp } from "./step-up";

export type Done<Value> = Extract<Answer<Value>, { kind: "done" }>;
/** Calls an action; the key is for those that take one. */
export type Run<Value> = (idempotencyKey: string) => Promise<Answer<Value>>;
type Settled<Value> = Promise<Done<Value> | { problem: Problem }>;

/**
 * What an action did, or the problem that it ended in; a lost connection is one too. `unanswered` is what is said of that
 * where a second press might do something twice, or be refused for the first.
 */
export async function settle<Value>(
  run: Run<Value>,
  { idempotencyKey = newIdempotencyKey(), unanswered = PRESS_AGAIN_SENTENCE } = {},
): Settled<Value> {
  const answer = await withStepUp(() => run(idempotencyKey)).catch(() => null);
  if (answer === null) return { problem: { message: unanswered, fields: {} } };
  return answer.kind === "done" ? answer : { problem: problemOf(answer) };
}

/** What the hub tells, or why it does not. */
export function settleRead<Value>(ask: () => Promise<Answer<Value>>): Settled<Value> {
  return settle(ask, { unanswered: READ_AGAIN_SENTENCE });
}
