/** The door of server actions: session to Context, command through the runner, faults to a sentence with a request id. */
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";
import { Secret } from "@/lib/domain/secret";
import { log } from "@/lib/log";
import { FAILED_SENTENCE, REFUSAL_MESSAGES, UNAVAILABLE_SENTENCE, UNDER_WAY_SENTENCE } from "@/lib/messages";
import type { Command, Query } from "@/lib/services/card";
import { commandInTime, inTime, isUnavailable, QUERY_LIMIT_MS } from "@/lib/services/gate/in-time";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { consoleOrigin } from "./console-request";
import { enter } from "./visitor";

/** A value with its secrets as plain text: what the browser gets, once. */
export type Revealed<T> = T extends Secret
  ? string
  : T extends Date
    ? Date
    : T extends object
      ? { [K in keyof T]: Revealed<T[K]> }
      : T;

/** Runs a command for the visitor. `idempotencyKey` comes from the form, one for each time it is opened. */
export async function act<Input extends z.ZodType, Value>(
  command: Command<Input, Value>,
  input: unknown,
  idempotencyKey?: unknown,
): Promise<Answer<Revealed<Value>>> {
  return guarded(
    async () => {
      const entered = await enter();
      if (!entered) return signedOut();
      const key =
        typeof idempotencyKey === "string" && /^[\w-]{8,64}$/.test(idempotencyKey) ? idempotencyKey : null;
      return commandInTime(command, runCommand(command, { ...entered.ctx, idempotencyKey: key }, input));
    },
    command.slow ? UNDER_WAY_SENTENCE : UNAVAILABLE_SENTENCE,
  );
}

/** Asks a query for the visitor, from a component that keeps itself fresh. */
export async function look<Input extends z.ZodType, Value>(
  query: Query<Input, Value>,
  input: unknown,
): Promise<Answer<Revealed<Value>>> {
  return guarded(async () => {
    const entered = await enter();
    return entered ? inTime(runQuery(query, entered.ctx, input), QUERY_LIMIT_MS) : signedOut();
  });
}

/** Turns whatever goes wrong into an answer that names no internals. `silent`: what is said where the database is. */
export async function guarded<Value>(
  run: () => Promise<Answer<Value>>,
  silent = UNAVAILABLE_SENTENCE,
): Promise<Answer<Revealed<Value>>> {
  try {
    return reveal(await run()) as Answer<Revealed<Value>>;
  } catch (error) {
    const { requestId } = await consoleOrigin();
    log().error({ err: error, requestId }, "an action failed");
    return {
      kind: "failed",
      message: isUnavailable(error) ? silent : FAILED_SENTENCE,
      requestId,
    };
  }
}

async function signedOut(): Promise<Answer<never>> {
  const { requestId } = await consoleOrigin();
  return { kind: "refused", code: "signed-out", message: REFUSAL_MESSAGES["signed-out"].sentence, requestId };
}

function reveal(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(reveal);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, reveal(member)]));
}
