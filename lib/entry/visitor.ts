import { cache } from "react";
import { authOptions } from "@/lib/auth/options";
import { sessionIdOf } from "@/lib/auth/session";
import type { Context } from "@/lib/services/context";
import { findVisitor, type Visitor } from "@/lib/services/people/find-visitor";
import { noteSeen } from "@/lib/services/people/session-seen";
import { present } from "./clock";
import { consoleOrigin } from "./console-request";
import { mintContext } from "./mint-context";
import { signInHooks } from "./sign-in";

export interface Entered {
  visitor: Visitor;
  ctx: Context;
}

/** Turns this request's session into a Context; null for a stranger. Looked up anew on every request, once per request. */
export const enter = cache(async (): Promise<Entered | null> => {
  const sessionId = await sessionIdOf(authOptions(signInHooks));
  const visitor = sessionId && (await findVisitor(sessionId, present()));
  if (!visitor) return null;
  noteSeen(visitor, present());
  const { userId: id, name, email, role, workspaceId } = visitor;
  const ctx = mintContext({
    workspace: workspaceId,
    actor: { kind: "user", id, name, email, role },
    via: "console",
    ...(await consoleOrigin()),
    idempotencyKey: null,
    session: { id: sessionId as string, confirmedAt: visitor.confirmedAt },
  });
  return { visitor, ctx };
});
