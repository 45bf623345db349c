import type { Tx } from "@/db/client";
import type { KeyEffects } from "@/db/queries/key-effects";
import type { LockedKey } from "@/db/queries/keys";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import { dueOf, rotateBySchedule, type ScheduledKey } from "@/lib/domain/key-sets/due";
import { apply, type Effect } from "@/lib/domain/keys/effects";
import type { EventDraft, Outcome } from "../card";
import type { Context } from "../context";
import { carryOut, keyChanged, keyEvent, lifeFacts } from "./key-change";

export interface Kept {
  rotated: number;
  extended: number;
}

interface HowToKeep<Key> {
  scheduledOf(key: Key): ScheduledKey;
  /** The next version of a key, its secret sealed in it. */
  nextVersion(key: Key): NonNullable<KeyEffects["issued"]>;
  rotated: EventType;
  extended: EventType;
}

interface DecidedKey<Key> {
  key: Key;
  effects: Effect[];
  issued?: KeyEffects["issued"];
  type: EventType;
  facts?: EventFacts;
}

/** What the clock asks of these locked keys at this moment: decided one by one, and written together. */
export async function keepDue<Key extends LockedKey>(
  tx: Tx,
  ctx: Context,
  keys: readonly Key[],
  how: HowToKeep<Key>,
): Promise<Outcome<Kept> & { rotated: Key[] }> {
  const decided = keys.flatMap((key) => decide(ctx, key, how) ?? []);
  await carryOut(
    tx,
    ctx,
    decided.map(({ key, effects, issued }) => ({ keyId: key.row.id, effects, issued })),
    "",
  );
  const rotated = decided.filter(({ issued }) => issued).map(({ key }) => key);
  return {
    ok: true,
    value: { rotated: rotated.length, extended: decided.length - rotated.length },
    event: decided.map((one) => eventOf(ctx, one)),
    changes: decided.flatMap(({ key }) => keyChanged(key.row.id)),
    rotated,
  };
}

function decide<Key extends LockedKey>(
  ctx: Context,
  key: Key,
  { scheduledOf, nextVersion, rotated, extended }: HowToKeep<Key>,
): DecidedKey<Key> | null {
  const scheduled = scheduledOf(key);
  const due = dueOf(scheduled, ctx.now);
  if (due.due === "nothing") return null;
  // The old key keeps working while nobody has collected the new one.
  if (due.due === "extend-overlap")
    return { key, effects: [{ do: "retire", version: due.version, at: due.until }], type: extended };
  const decision = rotateBySchedule(scheduled, ctx.now);
  if (!decision.ok) return null;
  const issued = nextVersion(key);
  const facts = { publicId: issued.publicId, plannedAt: due.plannedAt.toISOString() };
  return { key, effects: decision.effects, issued, type: rotated, facts };
}

function eventOf(ctx: Context, { key, effects, issued, type, facts }: DecidedKey<LockedKey>): EventDraft {
  const after = apply(key.facts, effects, ctx.now, issued?.id ?? "");
  return keyEvent(type, key.row, {
    before: lifeFacts(key.facts, ctx.now),
    after: { ...lifeFacts(after, ctx.now), ...facts },
  });
}
