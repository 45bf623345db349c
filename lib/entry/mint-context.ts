import type { WorkspaceId } from "@/lib/domain/brand";
import type { Actor } from "@/lib/domain/people/actor";
import type { Context, Via } from "@/lib/services/context";
import { monotonicMs, present } from "./clock";

export interface Request {
  /** The id of the workspace that the caller was proven to belong to. */
  workspace: string;
  actor: Actor;
  via: Via;
  ip: string | null;
  userAgent: string | null;
  requestId: string;
  /** What makes a replayed submit harmless; null where the caller gave none. */
  idempotencyKey: string | null;
  /** Of the session, where there is one. */
  session?: { id: string; confirmedAt: Date };
}

/**
 * The one mint of a Context: who asks, where, and the one present of the request. A door calls it after it has proven
 * the actor; no other code can make a WorkspaceId, so no query runs for a workspace that nobody proved.
 */
export function mintContext({ workspace, session, ...request }: Request): Context {
  const openedAt = monotonicMs();
  return {
    ...request,
    sessionId: session?.id ?? null,
    confirmedAt: session?.confirmedAt ?? null,
    workspace: workspace as WorkspaceId,
    now: present(),
    elapsedMs: () => monotonicMs() - openedAt,
  } as Context;
}
