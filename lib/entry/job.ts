/** The door of jobs and of commands on the host: nobody asks but the hub itself. */
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";

import type { Command, Query } from "@/lib/services/card";
import { COMMAND_LIMIT_MS, inTime } from "@/lib/services/gate/in-time";
import { sweep } from "@/lib/services/housekeeping/sweep";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { whereToWipe, wipeRetiredSigningKeys } from "@/lib/services/signing-keys/wipe";
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

/** Runs a command in a gate's own name: about what it has seen, not for somebody who called. */
export function tellAsGate<Input extends z.ZodType, Value>(
  card: Command<Input, Value>,
  of: { gate: string; workspaceId: string; idempotencyKey: string },
  input: unknown,
): Promise<Answer<Value>> {
  const ctx = mintContext({
    workspace: of.workspaceId,
    actor: { kind: "host", name: `Gate ${of.gate}` },
    via: "api",
    ip: null,
    userAgent: null,
    requestId: crypto.randomUUID(),
    idempotencyKey: of.idempotencyKey,
  });
  return inTime(runCommand(card, ctx, input), COMMAND_LIMIT_MS);
}

const everyMs = 60_000;

/** The minute's turn: forgets what has had its time, and wipes the signing keys whose time is over. */
export async function keepHouse(now: Date): Promise<void> {
  await sweep(now);
  for (const workspace of await whereToWipe(now)) {
    const ctx = mintContext({
      workspace,
      actor: { kind: "host", name: "Housekeeping" },
      via: "job",
      ip: null,
      userAgent: null,
      requestId: crypto.randomUUID(),
      idempotencyKey: null,
    });
    await runCommand(wipeRetiredSigningKeys, ctx, {});
  }
}

/** Cleans up once a minute until it is stopped. A failure is told and tried again at the next turn. */
export function startHousekeeping(failed: (error: unknown) => void): { stop(): Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    turn = turn.then(() => keepHouse(present())).catch(failed);
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}
