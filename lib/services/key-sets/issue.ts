import type { Tx } from "@/db/client";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import type { Policy } from "@/lib/domain/key-sets/policy";
import type { Effect } from "@/lib/domain/keys/effects";
import type { MadeBy } from "@/lib/domain/keys/key-facts";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { changeKey, keyEvent } from "../keys/key-change";
import { newVersion } from "../keys/new-version";
import { sealed } from "../sealing";
import { takePolicy } from "./adopt";
import type { LockedKeySet } from "./lock";
import { sealPlaceOfVersion } from "./seal-place";

export interface NewSecret {
  /** What `replace` decided. */
  effects: Effect[];
  /** Under which policy: the one that was waiting, where one was. */
  policy: Policy;
  madeBy: MadeBy;
  event: Extract<EventType, `key-set.${string}`>;
  facts?: EventFacts;
}

/**
 * Gives a locked key set its next secret, sealed: to be retrieved as often as the policy allows, or once. A policy that
 * was to be adopted with the next secret counts from now on.
 */
export async function issueSecret(
  tx: Tx,
  ctx: Context,
  key: LockedKeySet,
  { effects, policy, madeBy, event, facts }: NewSecret,
): Promise<{ event: EventDraft; publicId: string }> {
  const issued = sealedVersion(ctx, key, policy, madeBy);
  const changed = await changeKey(tx, ctx, key, { effects, issued });
  if (key.set.nextPolicy !== null) await takePolicy(tx, ctx, key, policy);
  const after = { ...changed.after, publicId: issued.publicId, ...facts };
  return { event: keyEvent(event, key.row, { before: changed.before, after }), publicId: issued.publicId };
}

/** The next version of a key set, with its secret sealed in it. */
export function sealedVersion(ctx: Context, key: LockedKeySet, policy: Policy, madeBy: MadeBy) {
  const { id, environment } = key.row;
  const { prefix } = key.versions.at(-1)!;
  const { row, text } = newVersion(ctx, { id, prefix, kind: "key_set", environment }, madeBy);
  return { ...row, sealedSecret: sealed(sealPlaceOfVersion(row), text), revealOnce: !policy.retrievable };
}
