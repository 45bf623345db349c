import type { Tx } from "@/db/client";
import type { ApiAuthType } from "@/db/queries/apis";
import type { ApplicationRow } from "@/db/queries/applications";
import { holdPolicyTemplates } from "@/db/queries/policy-templates";
import { keySetIdsOfSubscription, linkKeySets } from "@/db/queries/subscriptions";
import { keyStatus } from "@/lib/domain/keys/key-facts";
import type { Context } from "../context";
import { activateKeySets } from "../key-sets/activate";
import { type LockedKeySet, lockKeySets } from "../key-sets/lock";
import { provisionKeySets } from "../key-sets/provision";
import { keyChanged } from "../keys/key-change";
import type { LockedSubscription } from "./move";

/** The key sets of a subscription that are neither revoked nor expired, locked, with the templates of its API held. */
export async function lockUsable(
  tx: Tx,
  ctx: Context,
  { id }: LockedSubscription,
  authTypes: readonly ApiAuthType[],
): Promise<LockedKeySet[]> {
  // Before any key set: whoever edits a template locks that first, and then the key sets made by it.
  await holdPolicyTemplates(
    tx,
    ctx.workspace,
    authTypes.map(({ policyTemplateId }) => policyTemplateId),
  );
  const linked = await lockKeySets(tx, ctx, await keySetIdsOfSubscription(tx, ctx.workspace, id));
  return linked.filter(({ facts }) => !["revoked", "expired"].includes(keyStatus(facts, ctx.now)));
}

/**
 * Gives an active subscription a key set for each authentication type that lacks one, as if the application subscribed
 * now; those that are pending, among them and among those that it has, get their first secrets.
 */
export async function provide(
  tx: Tx,
  ctx: Context,
  of: { subscription: LockedSubscription; application: ApplicationRow },
  { usable, lacking }: { usable: readonly LockedKeySet[]; lacking: readonly ApiAuthType[] },
) {
  const { id, environment } = of.subscription;
  const { sets, events } = await provisionKeySets(tx, ctx, of.application, environment, lacking);
  if (sets.length > 0)
    await linkKeySets(
      tx,
      ctx.workspace,
      id,
      sets.map((set) => set.id),
    );
  const all = [...usable.map(({ row }) => row.id), ...sets.map((set) => set.id)];
  const locked = await lockKeySets(tx, ctx, all);
  const activated = await activateKeySets(tx, ctx, locked);
  if (!activated.ok) return activated;
  const nameOf = new Map(locked.map(({ row }) => [row.id, row.name]));
  return {
    ok: true as const,
    sets: sets.map((set) => ({ ...set, name: nameOf.get(set.id)! })),
    events: [...events, ...activated.events],
    changes: all.flatMap(keyChanged),
  };
}
