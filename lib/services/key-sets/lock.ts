/** Key sets under a lock, with what the rules ask beside the key: the policy, and how the application stands. */
import type { Tx } from "@/db/client";
import { type KeySetPlace, keySetPlaces, withAnotherValid } from "@/db/queries/key-sets";
import { type LockedKey, lockKeys } from "@/db/queries/keys";
import type { ApplicationReach } from "@/db/queries/reach";
import type { Permission } from "@/lib/domain/people/roles";
import { reachIn } from "../applications/reach";
import type { Context } from "../context";
import type { Lock } from "../keys/whose-key";

export type LockedKeySet = LockedKey & KeySetPlace;

/** Those of the key sets that exist for whoever reaches so far, locked in the order of their ids. */
export async function lockKeySets(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
  reach: ApplicationReach = "all",
  how: { skipLocked?: boolean } = {},
): Promise<LockedKeySet[]> {
  if (ids.length === 0) return [];
  const reached = [...(await keySetPlaces(tx, ctx.workspace, ids, reach)).keys()];
  const locked = await lockKeys(tx, { workspace: ctx.workspace, kind: "key_set" }, reached, how);
  const found = locked.map(({ row }) => row.id);
  // Read again now that nobody can change them.
  const places = await keySetPlaces(tx, ctx.workspace, found, reach);
  const another = await withAnotherValid(tx, ctx.workspace, found, ctx.now);
  return locked.flatMap((key) => {
    const place = places.get(key.row.id);
    if (!place) return [];
    const set = {
      manualRegeneration: place.set.policy.manualRegeneration,
      applicationSuspended: place.application.suspendedAt !== null,
      anotherValid: another.has(key.row.id),
    };
    return [{ ...key, ...place, facts: { ...key.facts, set } }];
  });
}

/** One key set, as far as a permission of the actor reaches. */
export function keySetReachedBy(permission: Permission): Lock {
  return async (tx, ctx, id) => (await lockKeySets(tx, ctx, [id], reachIn(ctx, permission)))[0] ?? null;
}
