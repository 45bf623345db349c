import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";
import { actorMay } from "@/lib/domain/people/actor";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { settle } from "./acknowledge";
import type { Query } from "./card";
import type { Context } from "./context";
import { database } from "./database";
import { fieldErrors } from "./run-command";

/** Runs a query: the same order of permission and contract as a command, without a change. */
export async function runQuery<Input extends z.ZodType, Value>(
  query: Query<Input, Value>,
  ctx: Context,
  raw: unknown,
): Promise<Answer<Value>> {
  const no = (code: "access-denied" | "scope-missing" | "not-found"): Answer<never> => ({
    kind: "refused",
    code,
    message: REFUSAL_MESSAGES[code].sentence,
    requestId: ctx.requestId,
  });
  const { permission, orPermission = permission } = query;
  if (!actorMay(ctx.actor, permission) && !actorMay(ctx.actor, orPermission))
    return no(ctx.actor.kind === "key" ? "scope-missing" : "access-denied");
  const input = query.input.safeParse(raw);
  if (!input.success) return { kind: "invalid", fields: fieldErrors(input.error) };
  const value = await query.run(database(), ctx, input.data);
  if (query.tellsStatus) await settle(ctx);
  return value === null ? no("not-found") : { kind: "done", value, receipt: null, replayed: false };
}
