import { holdApi } from "@/db/queries/apis";
import { lockApplication } from "@/db/queries/applications";
import { applicationOf, lockSubscription } from "@/db/queries/subscriptions";
import { renewKeySet as input } from "@/lib/contracts/subscriptions";
import { warningAfter } from "@/lib/domain/key-sets/reuse";
import { renewalRefusal } from "@/lib/domain/subscriptions/renewal";
import { reachIn } from "../applications/reach";
import { type Command, refuse } from "../card";
import type { ProvisionedSet } from "../key-sets/provision";
import { mayRenew } from "./may-renew";
import { lockUsable, provide } from "./provide";
import { subscriptionEvent } from "./subscription-change";

export interface RenewedKeySet {
  /** The subscription's. */
  id: string;
  keySet: ProvisionedSet & { name: string };
}

/**
 * *New key set*: gives an active subscription another key set for an authentication type whose own is revoked or expired.
 * One that the application has already is reused, by the same rules as on subscribing.
 */
export const renewKeySet: Command<typeof input, RenewedKeySet> = {
  name: "subscription.renew-key-set",
  permission: "subscription:request",
  input,
  async run(tx, ctx, { id, authType }) {
    const reach = reachIn(ctx, "subscription:view");
    const applicationId = await applicationOf(tx, ctx.workspace, id, reach);
    if (applicationId === null) return refuse("not-found");
    // The application first: two at one moment find each other's key set.
    const application = await lockApplication(tx, ctx.workspace, applicationId, "all");
    if (!application) return refuse("subscription-over");
    const subscription = (await lockSubscription(tx, ctx.workspace, id))!;
    const api = (await holdApi(tx, ctx.workspace, subscription.apiId))!;
    const asked = api.authTypes.find((one) => one.authType === authType);
    if (!asked) return { ok: false, fields: { authType: "The API does not take this one." } };
    const usable = await lockUsable(tx, ctx, subscription, api.authTypes);
    const refusal = renewalRefusal({
      status: subscription.status,
      applicationSuspended: application.suspendedAt !== null,
      may: await mayRenew(tx, ctx, id, api.approval),
      served: usable.some(({ set }) => set.authType === authType),
    });
    if (refusal) return refuse(refusal);
    const given = await provide(tx, ctx, { subscription, application }, { usable: [], lacking: [asked] });
    if (!given.ok) return given;
    const [set] = given.sets;
    const { reused, warning } = set!;
    return {
      ok: true,
      // One that was pending has its secret by now.
      value: { id, keySet: { ...set!, warning: warningAfter(warning, "auto") } },
      event: [
        subscriptionEvent(
          "subscription.key-set-renewed",
          { id, application, api },
          { after: { authType, keySet: set!.name, reused } },
        ),
        ...given.events,
      ],
      changes: given.changes,
    };
  },
};
