import { z } from "zod";
import { type DueKey, dueKeySets, uncollectedKeySets } from "@/db/queries/due-keys";
import { type Due, dueOf, HELD_DAYS, rotateBySchedule, type ScheduledKey } from "@/lib/domain/key-sets/due";
import { DAY_MS } from "@/lib/domain/key-sets/period";
import { scheduleOf } from "@/lib/domain/key-sets/policy";
import { latestOf } from "@/lib/domain/keys/key-facts";
import type { Command, EventDraft } from "../card";
import { database } from "../database";
import { changeKey, keyChanged, keyEvent } from "../keys/key-change";
import { isUncollected } from "./facts";
import { issueSecret } from "./issue";
import { type LockedKeySet, lockKeySets } from "./lock";

/** So many key sets in one transaction: few enough that nobody waits long for one of them. */
export const ROTATE_AT_ONCE = 50;

/** The next key sets that the clock may ask something of, of whatever workspace, in the order of their dates. */
export function whatIsDue(now: Date, after: DueKey | null): Promise<DueKey[]> {
  return dueKeySets(database(), now, after, ROTATE_AT_ONCE);
}

/** Those whose new secret nobody has collected, and whose old key would stop working in the meantime. */
export function whatIsUncollected(now: Date): Promise<DueKey[]> {
  const until = new Date(now.getTime() + (HELD_DAYS / 2) * DAY_MS);
  return uncollectedKeySets(database(), now, until, ROTATE_AT_ONCE);
}

export type { DueKey } from "@/db/queries/due-keys";

const input = z.strictObject({ ids: z.array(z.uuid()).max(ROTATE_AT_ONCE) });

/**
 * As the scheduled date approaches, the system generates a new key: what is due of these key sets at this moment. Each is
 * asked under its lock, so what another instance has done is not done again; one that somebody works with is left for
 * the next turn.
 */
export const rotateDueKeySets: Command<typeof input, { rotated: number; extended: number }> = {
  name: "key-set.rotate-due",
  permission: "schedule:keep",
  input,
  async run(tx, ctx, { ids }) {
    const event: EventDraft[] = [];
    const changed: string[] = [];
    const value = { rotated: 0, extended: 0 };
    for (const key of await lockKeySets(tx, ctx, ids, "all", { skipLocked: true })) {
      const scheduled = scheduleFor(key);
      const due = dueOf(scheduled, ctx.now);
      if (due.due === "nothing") continue;
      const done = due.due === "rotate" ? await rotate(key, scheduled, due) : await extend(key, due);
      if (!done) continue;
      value[due.due === "rotate" ? "rotated" : "extended"] += 1;
      event.push(done);
      changed.push(key.row.id);
    }
    return { ok: true, value, event, changes: changed.flatMap(keyChanged) };

    async function rotate(key: LockedKeySet, scheduled: ScheduledKey, due: Extract<Due, { due: "rotate" }>) {
      const decision = rotateBySchedule(scheduled, ctx.now);
      if (!decision.ok) return null;
      const issued = await issueSecret(tx, ctx, key, {
        effects: decision.effects,
        policy: key.set.nextPolicy ?? key.set.policy,
        madeBy: "schedule",
        event: "key-set.rotated",
        facts: { plannedAt: due.plannedAt.toISOString() },
      });
      return issued.event;
    }

    /** The old key keeps working while nobody has collected the new one. */
    async function extend(key: LockedKeySet, due: Extract<Due, { due: "extend-overlap" }>) {
      const effects = [{ do: "retire" as const, version: due.version, at: due.until }];
      return keyEvent("key-set.overlap-extended", key.row, await changeKey(tx, ctx, key, { effects }));
    }
  },
};

/** What the clock knows of a key set: the policy that waits for its next secret is the one that it gets. */
function scheduleFor({ facts, set, versions }: LockedKeySet): ScheduledKey {
  const policy = set.nextPolicy ?? set.policy;
  const latest = versions.find(({ id }) => id === latestOf(facts).id)!;
  return {
    facts,
    schedule: scheduleOf(policy),
    showOnce: !policy.retrievable,
    uncollected: isUncollected(latest),
  };
}
