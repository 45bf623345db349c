import { holdApi } from "@/db/queries/apis";
import { lockApplication } from "@/db/queries/applications";
import { hasOpenOne, insertSubscription, linkKeySets } from "@/db/queries/subscriptions";
import { subscribe as input } from "@/lib/contracts/subscriptions";
import { newId } from "@/lib/crypto/random";
import { warningAfter } from "@/lib/domain/key-sets/reuse";
import { actorLabel } from "@/lib/domain/people/actor";
import { requestRefusal } from "@/lib/domain/subscriptions/request";
import type { SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";
import { reachIn } from "../applications/reach";
import { type Command, refuse } from "../card";
import { activateKeySets } from "../key-sets/activate";
import { lockKeySets } from "../key-sets/lock";
import { type ProvisionedSet, provisionKeySets } from "../key-sets/provision";
import { keyChanged } from "../keys/key-change";
import { subscriptionEvent } from "./subscription-change";

export interface Subscribed {
  id: string;
  status: Extract<SubscriptionStatus, "pending" | "active">;
  /** One for each authentication type of the API. */
  keySets: (ProvisionedSet & { name: string })[];
}

/**
 * Subscribes an application to an API: makes or reuses a key set for each authentication type. Active at once where the
 * API approves by itself; else pending, and so are new key sets.
 */
export const subscribe: Command<typeof input, Subscribed> = {
  name: "subscription.request",
  permission: "subscription:request",
  input,
  async run(tx, ctx, { applicationId, apiId, environment, useCase }) {
    const reach = reachIn(ctx, "subscription:request");
    const application = await lockApplication(tx, ctx.workspace, applicationId, reach);
    const api = await holdApi(tx, ctx.workspace, apiId);
    if (!application || !api) return refuse("not-found");
    const hasOne = await hasOpenOne(tx, ctx.workspace, { applicationId, apiId, environment });
    const refusal = requestRefusal({ api, application, environment, hasOne });
    if (refusal) return refuse(refusal);
    const atOnce = api.approval === "auto";

    const { sets, events } = await provisionKeySets(tx, ctx, application, environment, api.authTypes);
    const by = { at: ctx.now, label: actorLabel(ctx.actor) };
    const id = newId();
    const status = atOnce ? "active" : "pending";
    await insertSubscription(tx, {
      id,
      workspaceId: ctx.workspace,
      applicationId,
      apiId,
      environment,
      useCase,
      status,
      requestedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
      requestedByLabel: by.label,
      requestedAt: by.at,
      decidedAt: atOnce ? by.at : null,
      decidedByLabel: atOnce ? "Automatic approval" : null,
      reason: null,
    });
    const ids = sets.map((set) => set.id);
    await linkKeySets(tx, ctx.workspace, id, ids);

    const locked = await lockKeySets(tx, ctx, ids);
    const activated = atOnce ? await activateKeySets(tx, ctx, locked) : null;
    if (activated && !activated.ok) return activated;
    const nameOf = new Map(locked.map(({ row }) => [row.id, row.name]));
    const after = { status, environment, useCase, keySets: ids };
    return {
      ok: true,
      value: {
        id,
        status,
        keySets: sets.map(({ warning, ...set }) => ({
          ...set,
          warning: warningAfter(warning, api.approval),
          name: nameOf.get(set.id)!,
        })),
      },
      event: [
        subscriptionEvent("subscription.requested", { id, application, api }, { after }),
        ...events,
        ...(activated?.events ?? []),
      ],
      // Also those that were active before open one API more.
      changes: atOnce ? ids.flatMap(keyChanged) : [],
    };
  },
};
