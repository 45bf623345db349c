import type { Tx } from "@/db/client";
import type { LockedKey } from "@/db/queries/keys";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import { apply, type Effect } from "@/lib/domain/keys/effects";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { carryOut, keyChanged, keyEvent, lifeFacts } from "./key-change";

/** A key of which an act has been decided. */
export interface DecidedKey {
  key: LockedKey;
  effects: Effect[];
  /** What else the audit log says of it. */
  facts?: EventFacts;
}

/** A key that is left as it is, by name where the scope still has it. */
export interface Skipped<Why> {
  id: string;
  name: string | null;
  why: Why;
}

/** Carries out what was decided of many locked keys: one event and one row of the change feed for each. */
export async function changeKeys(
  tx: Tx,
  ctx: Context,
  type: EventType,
  decided: readonly DecidedKey[],
  reason = "",
) {
  await carryOut(
    tx,
    ctx,
    decided.map(({ key, effects }) => ({ keyId: key.row.id, effects })),
    reason,
  );
  const event = decided.map(({ key, effects, facts }): EventDraft => {
    const after = apply(key.facts, effects, ctx.now, "");
    return keyEvent(type, key.row, {
      before: lifeFacts(key.facts, ctx.now),
      after: { ...lifeFacts(after, ctx.now), ...(reason ? { reason } : {}), ...facts },
    });
  });
  return { event, changes: decided.flatMap(({ key }) => keyChanged(key.row.id)) };
}
