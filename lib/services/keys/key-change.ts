import type { Tx } from "@/db/client";
import { applyEffects, type LockedKey, type VersionRow } from "@/db/queries/keys";
import { newId } from "@/lib/crypto/random";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import { keyStatus, latestOf, overlapping } from "@/lib/domain/keys/key-facts";
import { apply, type Effect } from "@/lib/domain/keys/moves";
import { actorLabel } from "@/lib/domain/people/actor";
import type { EventDraft } from "../card";
import type { Context } from "../context";

export interface KeyChange {
  effects: Effect[];
  reason?: string;
  issued?: Omit<VersionRow, "generation" | "latest" | "expiresAt">;
}

/** Carries out the decided effects on a locked key, and tells what changed for the audit log. */
export async function changeKey(
  tx: Tx,
  ctx: Context,
  key: LockedKey,
  { effects, reason, issued }: KeyChange,
) {
  await applyEffects(
    tx,
    {
      workspace: ctx.workspace,
      keyId: key.row.id,
      now: ctx.now,
      holdId: newId(),
      actorLabel: actorLabel(ctx.actor),
      reason: reason ?? "",
      issued: issued ?? null,
    },
    effects,
  );
  const after = apply(key.facts, effects, ctx.now, issued?.id ?? "");
  return {
    before: lifeFacts(key.facts, ctx.now),
    after: { ...lifeFacts(after, ctx.now), ...(reason ? { reason } : {}) },
  };
}

/** What the audit log keeps of a key's life at a moment. */
export function lifeFacts(facts: LockedKey["facts"], now: Date): EventFacts {
  const latest = latestOf(facts);
  const old = overlapping(facts, now);
  return {
    status: facts.deletedAt ? "deleted" : keyStatus(facts, now),
    generation: latest.generation,
    expiresAt: latest.expiresAt?.toISOString() ?? null,
    ...(old && { oldVersionUntil: old.retiresAt?.toISOString() ?? "until-ended" }),
  };
}

/** The audit event of a change of one key. */
export function keyEvent(
  type: EventType,
  key: { id: string; name: string },
  facts: { before?: EventFacts; after?: EventFacts },
): EventDraft {
  return { type, subject: { kind: "key", id: key.id, label: key.name }, ...facts };
}

/** The feed row that makes every verifier forget what it knows of the key. */
export function keyChanged(id: string) {
  return [{ kind: "key" as const, subjectId: id }];
}
