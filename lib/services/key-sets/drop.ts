import type { Tx } from "@/db/client";
import { updateKeySet } from "@/db/queries/key-sets";
import { keySetsWithout } from "@/db/queries/subscriptions";
import type { Change } from "@/lib/domain/feed/changes";
import { keyStatus } from "@/lib/domain/keys/key-facts";
import { decide } from "@/lib/domain/keys/moves";
import { LIVE_SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { changeKeys, type DecidedKey } from "../keys/many-keys";
import type { LockedKeySet } from "./lock";

/** Drops those of the locked key sets that never had a secret, and that no subscription waits for any more. */
export async function dropUnneeded(
  tx: Tx,
  ctx: Context,
  keys: readonly LockedKeySet[],
): Promise<{ events: EventDraft[]; changes: Change[] }> {
  const pending = keys.filter(({ facts }) => keyStatus(facts, ctx.now) === "pending");
  const ids = pending.map(({ row }) => row.id);
  const unneeded = await keySetsWithout(tx, ctx.workspace, ids, LIVE_SUBSCRIPTION_STATUSES);
  const decided: DecidedKey[] = [];
  for (const key of pending) {
    if (!unneeded.includes(key.row.id)) continue;
    const decision = decide(key.facts, "delete", ctx.now);
    if (!decision.ok) continue;
    decided.push({ key, effects: decision.effects });
    await updateKeySet(tx, ctx.workspace, key.row.id, { current: false });
  }
  const { event, changes } = await changeKeys(tx, ctx, "key-set.dropped", decided);
  return { events: event, changes };
}
