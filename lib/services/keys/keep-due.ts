import type { Tx } from "@/db/client";
import type { KeyEffects } from "@/db/queries/key-effects";
import type { LockedKey } from "@/db/queries/keys";
import type { EventType } from "@/lib/domain/audit/events";
import { dueOf, rotateBySchedule, type ScheduledKey } from "@/lib/domain/key-sets/due";
import { apply, type Effect } from "@/lib/domain/keys/effects";
import type { EventDraft, Outcome } from "../card";
import type { Context } from "../context";
import { carryOut, keyChanged, keyEvent, lifeFacts } from "./key-change";

export interface Kept {
  rotated: number;
}

interface HowToKeep<Key> {
  scheduledOf(key: Key): ScheduledKey;
  /** The next version of a key, its secret sealed in it. */
  nextVersion(key: Key): NonNullable<KeyEffects["issued"]>;
  rotated: EventType;
}

interface DecidedKey<Key> {
  key: Key;
  effects: Effect[];
  issued: NonNullable<KeyEffects["issued"]>;
  plannedAt: Date;
}

/** What the clock asks of these locked keys at this moment: decided one by one, and written together. */
export async function keepDue<Key extends LockedKey>(
  tx: Tx,
  ctx: Context,
  keys: readonly Key[],
  how: HowToKeep<Key>,
): Promise<Outcome<Kept> & { rotated: Key[] }> {
  // Locked in the order of their ids; the audit log tells of them in the order in which they were due.
  const decided = keys
    .flatMap((key) => decide(ctx, key, how) ?? [])
    .sort((a, b) => a.plannedAt.getTime() - b.plannedAt.getTime());
  const changes = decided.map(({ key, effects, issued }) => ({ keyId: key.row.id, effects, issued }));
  await carryOut(tx, ctx, changes, "");
  return {
    ok: true,
    value: { rotated: decided.length },
    event: decided.map((one) => eventOf(ctx, how.rotated, one)),
    changes: decided.flatMap(({ key }) => keyChanged(key.row.id)),
    rotated: decided.map(({ key }) => key),
  };
}

function decide<Key extends LockedKey>(
  ctx: Context,
  key: Key,
  { scheduledOf, nextVersion }: HowToKeep<Key>,
): DecidedKey<Key> | null {
  const scheduled = scheduledOf(key);
  const due = dueOf(scheduled, ctx.now);
  if (due.due === "nothing") return null;
  const decision = rotateBySchedule(scheduled, ctx.now);
  if (!decision.ok) return null;
  return { key, effects: decision.effects, issued: nextVersion(key), plannedAt: due.plannedAt };
}

function eventOf(ctx: Context, type: EventType, rotated: DecidedKey<LockedKey>): EventDraft {
  const { key, effects, issued, plannedAt } = rotated;
  const after = apply(key.facts, effects, ctx.now, issued.id);
  return keyEvent(type, key.row, {
    before: lifeFacts(key.facts, ctx.now),
    after: {
      ...lifeFacts(after, ctx.now),
      publicId: issued.publicId,
      plannedAt: plannedAt.toISOString(),
    },
  });
}
