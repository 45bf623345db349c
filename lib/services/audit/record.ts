import type { Tx } from "@/db/client";
import { appendEvents, lockChain, type StoredEvent } from "@/db/queries/events";
import { chainHash } from "@/lib/crypto/digest";
import { type AuditEntry, canonicalEntry } from "@/lib/domain/audit/events";
import { actorLabel, HOUSEKEEPING } from "@/lib/domain/people/actor";
import type { EventDraft } from "../card";
import type { Context } from "../context";

/** Appends events to the workspace's chain, in the transaction of the changes that they tell of. */
export function record(tx: Tx, ctx: Context, drafts: readonly EventDraft[]): Promise<void> {
  return recordAll(tx, [{ ctx, drafts }]);
}

/** The same of what several have done in one workspace, in the order given. */
export async function recordAll(
  tx: Tx,
  told: readonly { ctx: Context; drafts: readonly EventDraft[] }[],
): Promise<void> {
  const all = told.flatMap(({ ctx, drafts }) => drafts.map((draft) => ({ ctx, draft })));
  const [first] = all;
  if (!first) return;
  const end = await lockChain(tx, first.ctx.workspace);
  let { seq, hash } = end;
  const entries = all.map(({ ctx, draft }): StoredEvent => {
    const entry = entryOf(ctx, draft, ++seq);
    hash = chainHash(hash, canonicalEntry(entry));
    return { ...entry, hash };
  });
  await appendEvents(tx, end, entries);
}

/** What the clock did is nobody's doing who comes upon it later. */
const BY_CLOCK = { actor: HOUSEKEEPING, via: "job", ip: null, userAgent: null } as const;

function entryOf(ctx: Context, draft: EventDraft, seq: number): AuditEntry {
  const { actor, via, ip, userAgent } = draft.clockAt ? BY_CLOCK : ctx;
  return {
    workspaceId: ctx.workspace,
    seq,
    at: draft.clockAt ?? ctx.now,
    type: draft.type,
    actorKind: actor.kind,
    actorId: "id" in actor ? actor.id : null,
    actorLabel: actorLabel(actor),
    via,
    ip,
    userAgent,
    requestId: ctx.requestId,
    subjectKind: draft.subject.kind,
    subjectId: draft.subject.id,
    subjectLabel: draft.subject.label,
    before: draft.before ?? null,
    after: draft.after ?? null,
  };
}
