/** The door of programs: a key that was proven becomes a Context, and the very cards of the console run. */
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";
import type { KeyRecord } from "@/lib/domain/keys/verdict";
import type { Command, Query } from "@/lib/services/card";
import { COMMAND_LIMIT_MS, inTime, QUERY_LIMIT_MS } from "@/lib/services/gate/in-time";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { mintContext } from "./mint-context";

/** A call by a key whose whole secret matched, and whose state was read for this very call. */
export interface KeyCall {
  record: KeyRecord;
  ip: string | null;
  userAgent: string | null;
  requestId: string;
  idempotencyKey: string | null;
}

/** Runs a command for a key. */
export function command<Input extends z.ZodType, Value>(
  card: Command<Input, Value>,
  call: KeyCall,
  input: unknown,
): Promise<Answer<Value>> {
  return inTime(runCommand(card, contextOf(call), input), COMMAND_LIMIT_MS);
}

/** Asks a query for a key. */
export function query<Input extends z.ZodType, Value>(
  card: Query<Input, Value>,
  call: KeyCall,
  input: unknown,
): Promise<Answer<Value>> {
  return inTime(runQuery(card, contextOf(call), input), QUERY_LIMIT_MS);
}

function contextOf({ record, ...call }: KeyCall) {
  const { keyId, publicId, name, scopes, workspaceId } = record;
  return mintContext({
    ...call,
    workspace: workspaceId,
    actor: { kind: "key", id: keyId, publicId, name, scopes },
    via: "api",
  });
}
