import {
  keySetIdsOf,
  lockApplication,
  openSubscriptions,
  updateApplication,
} from "@/db/queries/applications";
import { oneApplication } from "@/lib/contracts/applications";
import { applicationDeletion } from "@/lib/domain/applications/application";
import { keyStatus } from "@/lib/domain/keys/key-facts";
import { decide } from "@/lib/domain/keys/moves";
import { type Command, refuse } from "../card";
import { dropUnneeded } from "../key-sets/drop";
import { lockKeySets } from "../key-sets/lock";
import { changeKeys } from "../keys/many-keys";
import { applicationEvent, applicationFacts } from "./application-change";
import { reachIn } from "./reach";
import type { Cascaded } from "./suspend";

/** Deletes an application whose subscriptions are over. Key sets that it still has are revoked; their history stays. */
export const deleteApplication: Command<typeof oneApplication, Cascaded> = {
  name: "application.delete",
  permission: "application:edit",
  input: oneApplication,
  withdraws: true,
  async run(tx, ctx, { id }) {
    const reach = reachIn(ctx, "application:edit");
    const application = await lockApplication(tx, ctx.workspace, id, reach);
    if (!application) return refuse("not-found");
    const refusal = applicationDeletion(await openSubscriptions(tx, ctx.workspace, id));
    if (refusal) return refuse(refusal);
    const sets = await lockKeySets(tx, ctx, await keySetIdsOf(tx, ctx.workspace, id));
    const dropped = await dropUnneeded(tx, ctx, sets);
    const decided = sets
      .filter(({ facts }) => keyStatus(facts, ctx.now) !== "pending")
      .flatMap((key) => {
        const decision = decide(key.facts, "revoke", ctx.now, "no_longer_needed");
        return decision.ok ? [{ key, effects: decision.effects }] : [];
      });
    const revoked = await changeKeys(tx, ctx, "key-set.revoked", decided, "the application was deleted");
    await updateApplication(tx, ctx.workspace, id, { deletedAt: ctx.now });
    const { name } = application;
    return {
      ok: true,
      value: { id, name, keySets: decided.length },
      event: [
        applicationEvent("application.deleted", application, {
          before: applicationFacts(application),
          after: { keySets: decided.length },
        }),
        ...dropped.events,
        ...revoked.event,
      ],
      changes: [...dropped.changes, ...revoked.changes],
    };
  },
};
