import { z } from "zod";
import { type DueKey, dueKeys } from "@/db/queries/due-keys";
import type { Command } from "../card";
import { database } from "../database";
import { type Kept, keepDue } from "../keys/keep-due";
import { takePolicy } from "./adopt";
import { sealedVersion } from "./issue";
import { type LockedKeySet, lockKeySets } from "./lock";
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
    const { rotated, ...outcome } = await keepDue(tx, ctx, keys, {
      scheduledOf: scheduleFor,
      nextVersion: (key) => sealedVersion(ctx, key, nextPolicyOf(key), "schedule"),
      rotated: "key-set.rotated",
    });
    // A policy that was to be adopted with the next secret counts from now on.
    for (const key of rotated)
      if (key.set.nextPolicy !== null) await takePolicy(tx, ctx, key, key.set.nextPolicy);
    return outcome;
  },
};

const nextPolicyOf = ({ set }: LockedKeySet) => set.nextPolicy ?? set.policy;
