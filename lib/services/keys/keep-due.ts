import type { LockedKey } from "@/db/queries/keys";
import { dueOf, rotateBySchedule, type ScheduledKey } from "@/lib/domain/key-sets/due";
import type { Effect } from "@/lib/domain/keys/effects";
import type { EventDraft, Outcome } from "../card";
import type { Context } from "../context";
import { keyChanged } from "./key-change";

export interface Kept {
  rotated: number;
}

interface HowToKeep<Key> {
  scheduledOf(key: Key): ScheduledKey;
  /** Gives a key its next secret, as it was decided. */
  issue(key: Key, effects: Effect[], plannedAt: Date): Promise<EventDraft>;
}

/** What the clock asks of these locked keys at this moment: done, whatever their kind. */
export async function keepDue<Key extends LockedKey>(
  ctx: Context,
  keys: readonly Key[],
  { scheduledOf, issue }: HowToKeep<Key>,
): Promise<Outcome<Kept>> {
  const event: EventDraft[] = [];
  const changed: string[] = [];
  for (const key of keys) {
    const scheduled = scheduledOf(key);
    const due = dueOf(scheduled, ctx.now);
    if (due.due === "nothing") continue;
    const decision = rotateBySchedule(scheduled, ctx.now);
    if (!decision.ok) continue;
    event.push(await issue(key, decision.effects, due.plannedAt));
    changed.push(key.row.id);
  }
  return { ok: true, value: { rotated: changed.length }, event, changes: changed.flatMap(keyChanged) };
}
