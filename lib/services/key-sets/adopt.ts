import type { Tx } from "@/db/client";
import { placeTaken, reschedule, updateKeySet } from "@/db/queries/key-sets";
import type { Change } from "@/lib/domain/feed/changes";
import { adoptNow } from "@/lib/domain/key-sets/adoption";
import { heldAlong } from "@/lib/domain/key-sets/due";
import { type Adoption, fingerprint, type Policy, scheduleOf } from "@/lib/domain/key-sets/policy";
import { keyStatus, latestOf } from "@/lib/domain/keys/key-facts";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { carryOut, keyChanged, keyEvent } from "../keys/key-change";
import type { LockedKeySet } from "./lock";
import { scheduleFor } from "./schedule-for";

/** Gives locked key sets another policy, now or with their next secret; their template has been edited. */
export async function adoptPolicy(
  tx: Tx,
  ctx: Context,
  keys: readonly LockedKeySet[],
  { policy, how }: { policy: Policy; how: Exclude<Adoption, "keep"> },
): Promise<{ events: EventDraft[]; changes: Change[] }> {
  const events: EventDraft[] = [];
  const changes: Change[] = [];
  for (const key of keys) {
    const status = keyStatus(key.facts, ctx.now);
    if (status === "revoked") continue;
    const before = { policy: key.set.fingerprint };
    const after = { policy: fingerprint(policy), when: how };
    events.push(keyEvent("key-set.policy-adopted", key.row, { before, after }));
    if (how === "adopt-at-next-rotation") {
      await updateKeySet(tx, ctx.workspace, key.row.id, { nextPolicy: policy });
      continue;
    }
    await takePolicy(tx, ctx, key, policy);
    if (status === "expired") continue;
    const latest = latestOf(key.facts);
    const dates = adoptNow(latest, scheduleOf(policy), ctx.now);
    await reschedule(tx, ctx.workspace, latest.id, dates);
    const effects = heldAlong(scheduleFor(key), dates, ctx.now);
    await carryOut(tx, ctx, [{ keyId: key.row.id, effects }], "");
    changes.push(...keyChanged(key.row.id));
  }
  return { events, changes };
}

/**
 * Writes a key set's policy, now that it counts. Where another key set of the application stands in that place already,
 * new subscriptions use the other one.
 */
export async function takePolicy(tx: Tx, ctx: Context, { set }: LockedKeySet, policy: Policy): Promise<void> {
  const asked = fingerprint(policy);
  const taken = set.current && (await placeTaken(tx, ctx.workspace, set, asked));
  await updateKeySet(tx, ctx.workspace, set.keyId, {
    policy,
    fingerprint: asked,
    nextPolicy: null,
    ...(taken && { current: false }),
  });
}
