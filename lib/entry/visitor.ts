import { cache } from "react";
import { authOptions } from "@/lib/auth/options";
import { sessionIdOf } from "@/lib/auth/session";
import type { Context } from "@/lib/services/context";
import { findVisitor, type Visitor } from "@/lib/services/people/find-visitor";
import { noteSeen } from "@/lib/services/people/session-seen";
import { present } from "./clock";
import { consoleOrigin } from "./console-request";
import { signInHooks } from "./sign-in";
import { visitorContext } from "./visitor-context";

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
  const session = { id: sessionId as string, confirmedAt: visitor.confirmedAt };
  const ctx = visitorContext(visitor, await consoleOrigin(), session);
  return { visitor, ctx };
});
