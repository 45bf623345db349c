import { z } from "zod";
import { type DueKey, dueKeys } from "@/db/queries/due-keys";
import type { Command } from "../card";
import { database } from "../database";
import { type Kept, keepDue } from "../keys/keep-due";
import { issueSecret } from "./issue";
import { lockKeySets } from "./lock";
import { scheduleFor } from "./schedule-for";

/** So many keys in one transaction: few enough that nobody waits long for one of them. */
export const ROTATE_AT_ONCE = 50;

/** The next keys that the clock may ask something of, of whatever workspace and kind, in the order of their dates. */
export function whatIsDue(now: Date, after: DueKey | null): Promise<DueKey[]> {
  return dueKeys(database(), now, after, ROTATE_AT_ONCE);
}

export type { DueKey } from "@/db/queries/due-keys";

/** Keys of one workspace, of one kind. */
export const dueKeysInput = z.strictObject({ ids: z.array(z.uuid()).max(ROTATE_AT_ONCE) });

/**
 * As the scheduled date approaches, the system generates a new key: what is due of these key sets at this moment. Each is
 * asked under its lock, so what another instance has done is not done again; one that somebody works with is left for
 * the next turn.
 */
export const rotateDueKeySets: Command<typeof dueKeysInput, Kept> = {
  name: "key-set.rotate-due",
  permission: "schedule:keep",
  input: dueKeysInput,
  async run(tx, ctx, { ids }) {
    const keys = await lockKeySets(tx, ctx, ids, "all", { skipLocked: true });
    return keepDue(ctx, keys, {
      scheduledOf: scheduleFor,
      issue: async (key, effects, plannedAt) => {
        const issued = await issueSecret(tx, ctx, key, {
          effects,
          policy: key.set.nextPolicy ?? key.set.policy,
          madeBy: "schedule",
          event: "key-set.rotated",
          facts: { plannedAt: plannedAt.toISOString() },
        });
        return issued.event;
      },
    });
  },
};
