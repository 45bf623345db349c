import type { Tx } from "@/db/client";
import { applyEffects, type KeyEffects } from "@/db/queries/key-effects";
import type { LockedKey } from "@/db/queries/keys";
import { newId } from "@/lib/crypto/random";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import { apply, type Effect } from "@/lib/domain/keys/effects";
import { keyStatus, latestOf, overlapping } from "@/lib/domain/keys/key-facts";
import { actorLabel } from "@/lib/domain/people/actor";
import type { EventDraft } from "../card";
import type { Context } from "../context";

export interface KeyChange {
  effects: Effect[];
  reason?: string;
  issued?: KeyEffects["issued"];
}

/** Carries out what was decided of locked keys, as done now by whoever acts. */
export async function carryOut(
  tx: Tx,
  ctx: Context,
  changes: readonly KeyEffects[],
  reason: string,
): Promise<void> {
  const { workspace, now, actor } = ctx;
  await applyEffects(tx, { workspace, now, newId, actorLabel: actorLabel(actor), reason }, changes);
}

/** Carries out the decided effects on a locked key, and tells what changed for the audit log. */
export async function changeKey(
  tx: Tx,
  ctx: Context,
  key: LockedKey,
  { effects, reason, issued }: KeyChange,
) {
  await carryOut(tx, ctx, [{ keyId: key.row.id, effects, issued }], reason ?? "");
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
