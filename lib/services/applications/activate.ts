import { keySetIdsOf, lockApplication, updateApplication } from "@/db/queries/applications";
import { activateApplication as input } from "@/lib/contracts/applications";
import { activateWithApplication, applicationRefusal } from "@/lib/domain/applications/application";
import { type Command, refuse } from "../card";
import { lockKeySets } from "../key-sets/lock";
import { changeKeys } from "../keys/many-keys";
import { applicationEvent } from "./application-change";
import { reachIn } from "./reach";
import type { Cascaded } from "./suspend";

/**
 * Activates a suspended application, and with it its key sets; those that a person had suspended one by one go along
 * unless that is declined.
 */
export const activateApplication: Command<typeof input, Cascaded> = {
  name: "application.activate",
  permission: "application:suspend",
  input,
  async run(tx, ctx, { id, alsoIndividual }) {
    const reach = reachIn(ctx, "application:suspend");
    const application = await lockApplication(tx, ctx.workspace, id, reach);
    if (!application) return refuse("not-found");
    const refusal = applicationRefusal(application, "activate");
    if (refusal) return refuse(refusal);
    await updateApplication(tx, ctx.workspace, id, {
      suspendedAt: null,
      suspendedByLabel: null,
      suspendedReason: null,
    });
    const sets = await lockKeySets(tx, ctx, await keySetIdsOf(tx, ctx.workspace, id));
    const decided = sets
      .map((key) => ({ key, effects: activateWithApplication(key.facts, alsoIndividual) }))
      .filter(({ effects }) => effects.length > 0);
    const cascade = await changeKeys(tx, ctx, "key-set.activated", decided, "the application was activated");
    const { name } = application;
    return {
      ok: true,
      value: { id, name, keySets: decided.length },
      event: [
        applicationEvent("application.activated", application, {
          after: { keySets: decided.length, alsoIndividual },
        }),
        ...cascade.event,
      ],
      changes: cascade.changes,
    };
  },
};
