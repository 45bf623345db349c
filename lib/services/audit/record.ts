import type { Tx } from "@/db/client";
import { appendEvent, lockChain } from "@/db/queries/events";
import { chainHash } from "@/lib/crypto/digest";
import { type AuditEntry, canonicalEntry } from "@/lib/domain/audit/events";
import { actorLabel } from "@/lib/domain/people/actor";
import type { EventDraft } from "../card";
import type { Context } from "../context";

/** Appends an event to the workspace's chain, in the transaction of the change that it tells of. */
export async function record(tx: Tx, ctx: Context, draft: EventDraft): Promise<void> {
  const end = await lockChain(tx, ctx.workspace);
  const { actor } = ctx;
  const entry: AuditEntry = {
    workspaceId: ctx.workspace,
    seq: end.seq + 1,
    at: ctx.now,
    type: draft.type,
    actorKind: actor.kind,
    actorId: actor.kind === "user" || actor.kind === "key" ? actor.id : null,
    actorLabel: actorLabel(actor),
    via: ctx.via,
    ip: ctx.ip,
    userAgent: ctx.userAgent,
    requestId: ctx.requestId,
    subjectKind: draft.subject.kind,
    subjectId: draft.subject.id,
    subjectLabel: draft.subject.label,
    before: draft.before ?? null,
    after: draft.after ?? null,
  };
  await appendEvent(tx, entry, chainHash(end.hash, canonicalEntry(entry)));
}
