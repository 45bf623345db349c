import type { Context } from "@/lib/services/context";
import type { Visitor } from "@/lib/services/people/find-visitor";
import type { Origin } from "./console-request";
import { mintContext, type Request } from "./mint-context";

/** The Context of a person whose session was looked up for this very request. */
export function visitorContext(visitor: Visitor, origin: Origin, session?: Request["session"]): Context {
  const { userId: id, name, email, role, workspaceId } = visitor;
  const actor = { kind: "user", id, name, email, role } as const;
  return mintContext({
    workspace: workspaceId,
    actor,
    via: "console",
    ...origin,
    idempotencyKey: null,
    session,
  });
}
