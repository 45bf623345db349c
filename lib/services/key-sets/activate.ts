import type { Tx } from "@/db/client";
import { digestOf } from "@/lib/crypto/digest";
import { newSecretOf } from "@/lib/crypto/random";
import type { Change } from "@/lib/domain/feed/changes";
import { scheduleOf } from "@/lib/domain/key-sets/policy";
import { datesFrom } from "@/lib/domain/key-sets/schedule";
import { apply } from "@/lib/domain/keys/effects";
import { keyStatus, latestOf } from "@/lib/domain/keys/key-facts";
import { activate } from "@/lib/domain/keys/moves";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { carryOut, keyChanged, keyEvent, lifeFacts } from "../keys/key-change";
import { sealed } from "../sealing";
import type { LockedKeySet } from "./lock";
import { sealPlaceOfVersion } from "./seal-place";

export type Activated =
  | { ok: true; events: EventDraft[]; changes: Change[] }
  | { ok: false; refusal: RefusalCode };

/**
 * Gives pending ones among the locked key sets their first secret: its digest to be recognised by, and the secret itself
 * sealed for this version alone, to be retrieved as often as the policy allows, or once.
 */
export async function activateKeySets(
  tx: Tx,
  ctx: Context,
  keys: readonly LockedKeySet[],
): Promise<Activated> {
  const events: EventDraft[] = [];
  const changes: Change[] = [];
  for (const key of keys) {
    if (keyStatus(key.facts, ctx.now) !== "pending") continue;
    const decision = activate(key.facts, datesFrom(scheduleOf(key.set.policy), ctx.now), ctx.now);
    if (!decision.ok) return decision;
    const activated = newSecret(key);
    await carryOut(tx, ctx, [{ keyId: key.row.id, effects: decision.effects, activated }], "");
    const after = apply(key.facts, decision.effects, ctx.now, "");
    events.push(
      keyEvent("key-set.provisioned", key.row, {
        before: lifeFacts(key.facts, ctx.now),
        after: { ...lifeFacts(after, ctx.now), publicId: latestVersion(key).publicId },
      }),
    );
    changes.push(...keyChanged(key.row.id));
  }
  return { ok: true, events, changes };
}

function newSecret(key: LockedKeySet) {
  const { id, prefix, publicId, workspaceId } = latestVersion(key);
  const text = newSecretOf({ prefix, kind: "key_set", environment: key.row.environment, publicId });
  const plain = text.reveal();
  return {
    digest: digestOf(plain),
    tail: plain.slice(-4),
    sealedSecret: sealed(sealPlaceOfVersion({ id, workspaceId }), text),
    revealOnce: !key.set.policy.retrievable,
  };
}

function latestVersion({ facts, versions }: LockedKeySet) {
  return versions.find(({ id }) => id === latestOf(facts).id)!;
}
