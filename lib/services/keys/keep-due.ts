import type { Tx } from "@/db/client";
import type { LockedKey } from "@/db/queries/keys";
import type { EventType } from "@/lib/domain/audit/events";
import { type Due, dueOf, rotateBySchedule, type ScheduledKey } from "@/lib/domain/key-sets/due";
import type { Effect } from "@/lib/domain/keys/effects";
import type { EventDraft, Outcome } from "../card";
import type { Context } from "../context";
import { changeKey, keyChanged, keyEvent } from "./key-change";

export interface Kept {
  rotated: number;
  extended: number;
}

interface HowToKeep<Key> {
  scheduledOf(key: Key): ScheduledKey;
  /** Gives a key its next secret, as it was decided. */
  issue(key: Key, effects: Effect[], plannedAt: Date): Promise<EventDraft>;
  extended: EventType;
}

/** What the clock asks of these locked keys at this moment: done, whatever their kind. */
export async function keepDue<Key extends LockedKey>(
  tx: Tx,
  ctx: Context,
  keys: readonly Key[],
  { scheduledOf, issue, extended }: HowToKeep<Key>,
): Promise<Outcome<Kept>> {
  const event: EventDraft[] = [];
  const changed: string[] = [];
  const value = { rotated: 0, extended: 0 };
  for (const key of keys) {
    const scheduled = scheduledOf(key);
    const due = dueOf(scheduled, ctx.now);
    if (due.due === "nothing") continue;
    const done = due.due === "rotate" ? await rotate(key, scheduled, due.plannedAt) : await extend(key, due);
    if (!done) continue;
    value[due.due === "rotate" ? "rotated" : "extended"] += 1;
    event.push(done);
    changed.push(key.row.id);
  }
  return { ok: true, value, event, changes: changed.flatMap(keyChanged) };

  async function rotate(key: Key, scheduled: ScheduledKey, plannedAt: Date) {
    const decision = rotateBySchedule(scheduled, ctx.now);
    return decision.ok ? issue(key, decision.effects, plannedAt) : null;
  }

  /** The old key keeps working while nobody has collected the new one. */
  async function extend(key: Key, due: Extract<Due, { due: "extend-overlap" }>) {
    const effects = [{ do: "retire" as const, version: due.version, at: due.until }];
    return keyEvent(extended, key.row, await changeKey(tx, ctx, key, { effects }));
  }
}
