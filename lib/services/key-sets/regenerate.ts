import { regenerateKeySet as input } from "@/lib/contracts/key-sets";
import { scheduleOf } from "@/lib/domain/key-sets/policy";
import { datesFrom } from "@/lib/domain/key-sets/schedule";
import { replace, versionRefusal } from "@/lib/domain/keys/moves";
import { reachIn } from "../applications/reach";
import { type Command, refuse } from "../card";
import { keyChanged } from "../keys/key-change";
import { issueSecret } from "./issue";
import { lockKeySets } from "./lock";

export interface Regenerated {
  id: string;
  name: string;
  /** Of the new key. Its secret is retrieved like any other. */
  publicId: string;
}

/**
 * *Regenerate Key*: the previous key is revoked, a new one is issued. Where the policy allows it, and for LATEST only; the
 * new key is Suspended if the old one was.
 */
export const regenerateKeySet: Command<typeof input, Regenerated> = {
  name: "key-set.regenerate",
  permission: "key-set:regenerate",
  input,
  withdraws: true,
  async run(tx, ctx, { id, version }) {
    const [key] = await lockKeySets(tx, ctx, [id], reachIn(ctx, "key-set:regenerate"));
    if (!key) return refuse("not-found");
    const named = key.versions.find((one) =>
      version === undefined ? one.latest : one.generation === version,
    );
    const refusal = versionRefusal(key.facts, named?.id ?? "", ctx.now);
    if (refusal) return refuse(refusal);
    const policy = key.set.nextPolicy ?? key.set.policy;
    const { expiresAt, rotatesAt } = datesFrom(scheduleOf(policy), ctx.now);
    const decision = replace(key.facts, "none", expiresAt, ctx.now, rotatesAt);
    if (!decision.ok) return refuse(decision.refusal);
    const issued = await issueSecret(tx, ctx, key, {
      effects: decision.effects,
      policy,
      madeBy: "regenerated",
      event: "key-set.regenerated",
    });
    return {
      ok: true,
      value: { id, name: key.row.name, publicId: issued.publicId },
      event: issued.event,
      changes: keyChanged(id),
    };
  },
};
