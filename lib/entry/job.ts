/** The door of jobs and of commands on the host: nobody asks but the hub itself. */
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";

import type { Query } from "@/lib/services/card";
import { sweep } from "@/lib/services/housekeeping/sweep";
import { runQuery } from "@/lib/services/run-query";
import { present } from "./clock";
import { mintContext } from "./mint-context";

/** Asks a query about one workspace in the name of a command on the host. */
export async function askAsHost<Input extends z.ZodType, Value>(
  query: Query<Input, Value>,
  workspace: string,
  input: unknown,
): Promise<Answer<Value>> {
  const ctx = mintContext({
    workspace,
    actor: { kind: "host", name: "host command" },
    via: "host",
    ip: null,
    userAgent: null,
    requestId: crypto.randomUUID(),
    idempotencyKey: null,
  });
  return runQuery(query, ctx, input);
}

const everyMs = 60_000;

/** Cleans up once a minute until it is stopped. A failure is told and tried again at the next turn. */
export function startHousekeeping(failed: (error: unknown) => void): { stop(): Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    turn = turn.then(() => sweep(present())).catch(failed);
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}
