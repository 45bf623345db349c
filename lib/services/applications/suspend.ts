import { keySetIdsOf, lockApplication, updateApplication } from "@/db/queries/applications";
import { suspendApplication as input } from "@/lib/contracts/applications";
import { applicationRefusal, suspendWithApplication } from "@/lib/domain/applications/application";
import { actorLabel } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { lockKeySets } from "../key-sets/lock";
import { changeKeys } from "../keys/many-keys";
import { applicationEvent } from "./application-change";
import { reachIn } from "./reach";

export interface Cascaded {
  id: string;
  name: string;
  /** How many of its key sets went along. */
  keySets: number;
}

/** Suspends an application, and with it all its key sets. */
export const suspendApplication: Command<typeof input, Cascaded> = {
  name: "application.suspend",
  permission: "application:suspend",
  input,
  withdraws: true,
  async run(tx, ctx, { id, reason }) {
    const reach = reachIn(ctx, "application:suspend");
    const application = await lockApplication(tx, ctx.workspace, id, reach);
    if (!application) return refuse("not-found");
    const refusal = applicationRefusal(application, "suspend");
    if (refusal) return refuse(refusal);
    await updateApplication(tx, ctx.workspace, id, {
      suspendedAt: ctx.now,
      suspendedByLabel: actorLabel(ctx.actor),
      suspendedReason: reason,
    });
    const sets = await lockKeySets(tx, ctx, await keySetIdsOf(tx, ctx.workspace, id));
    const decided = sets
      .map((key) => ({ key, effects: suspendWithApplication(key.facts, ctx.now) }))
      .filter(({ effects }) => effects.length > 0);
    const cascade = await changeKeys(tx, ctx, "key-set.suspended", decided, "the application was suspended");
    const { name } = application;
    const after = { keySets: decided.length, ...(reason ? { reason } : {}) };
    return {
      ok: true,
      value: { id, name, keySets: decided.length },
      event: [applicationEvent("application.suspended", application, { after }), ...cascade.event],
      changes: cascade.changes,
    };
  },
};
