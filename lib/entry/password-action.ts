/** The door of what asks the signed-in person's password: as `act`, within an allowance of wrong ones. */
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { Command } from "@/lib/services/card";
import { COMMAND_LIMIT_MS, inTime } from "@/lib/services/gate/in-time";
import { withinAllowance } from "@/lib/services/people/attempts";
import { runCommand } from "@/lib/services/run-command";
import { guarded, type Revealed, signedOut } from "./action";
import { enter } from "./visitor";

/** Runs a command that checks the password. Whoever holds a stolen session must not be able to try them all. */
export async function actWithPassword<Input extends z.ZodType, Value>(
  command: Command<Input, Value>,
  input: unknown,
): Promise<Answer<Revealed<Value>>> {
  return guarded(async () => {
    const entered = await enter();
    if (!entered) return signedOut();
    const { ctx, visitor } = entered;
    const { sessionId } = visitor;
    const check = () => inTime(runCommand(command, ctx, input), COMMAND_LIMIT_MS);
    const answer = await withinAllowance({ kind: "session", sessionId }, ctx.now, check, wasWrong);
    if (answer) return answer;
    const code = "too-many-attempts";
    return { kind: "refused", code, message: REFUSAL_MESSAGES[code].sentence, requestId: ctx.requestId };
  });
}

function wasWrong(answer: Answer<unknown>): boolean {
  if (answer.kind === "invalid") return "current" in answer.fields;
  return answer.kind === "refused" && answer.code === "password-wrong";
}
