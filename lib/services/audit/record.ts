import type { Tx } from "@/db/client";
import { appendEvents, lockChain, type StoredEvent } from "@/db/queries/events";
import { chainHash } from "@/lib/crypto/digest";
import { type AuditEntry, canonicalEntry } from "@/lib/domain/audit/events";
import { actorLabel } from "@/lib/domain/people/actor";
import type { EventDraft } from "../card";
import type { Context } from "../context";

/** Appends events to the workspace's chain, in the transaction of the changes that they tell of. */
export async function record(tx: Tx, ctx: Context, drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const end = await lockChain(tx, ctx.workspace);
  let { seq, hash } = end;
  const entries = drafts.map((draft): StoredEvent => {
    const entry = entryOf(ctx, draft, ++seq);
    hash = chainHash(hash, canonicalEntry(entry));
    return { ...entry, hash };
  });
  await appendEvents(tx, end, entries);
}

function entryOf(ctx: Context, draft: EventDraft, seq: number): AuditEntry {
  const { actor } = ctx;
  return {
    workspaceId: ctx.workspace,
    seq,
    at: ctx.now,
    type: draft.type,
    actorKind: actor.kind,
    actorId: "id" in actor ? actor.id : null,
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
}
