import { eventsOf } from "@/db/queries/events";
import { keySetsOfSubscription, type SubscribedKeySet } from "@/db/queries/subscription-list";
import { oneSubscription } from "@/lib/contracts/subscriptions";
import type { EventType } from "@/lib/domain/audit/events";
import type { Query } from "../card";
import { getSubscription, type Subscription } from "./list";

/** A step of a subscription's life: who decided what, and why. Where from stands in the audit log alone. */
export interface SubscriptionStep {
  seq: number;
  at: Date;
  type: EventType;
  by: string;
  via: string;
  reason: string | null;
}

export interface InspectedSubscription extends Omit<Subscription, "keySets"> {
  keySets: SubscribedKeySet[];
  /** Newest first. */
  steps: SubscriptionStep[];
}

const MOST_STEPS = 50;

/** Everything about one subscription: its key sets as they stand, and who decided. */
export const inspectSubscription: Query<typeof oneSubscription, InspectedSubscription> = {
  name: "subscription.inspect",
  permission: "subscription:view",
  tellsStatus: true,
  input: oneSubscription,
  async run(db, ctx, { id }) {
    const subscription = await getSubscription.run(db, ctx, { id });
    if (!subscription) return null;
    const [keySets, events] = await Promise.all([
      keySetsOfSubscription(db, ctx.workspace, id, ctx.now),
      eventsOf(db, ctx.workspace, { kind: "subscription", id }, MOST_STEPS, null),
    ]);
    const steps = events.map(({ seq, at, type, actorLabel, via, after }) => ({
      seq,
      at,
      type,
      by: actorLabel,
      via,
      reason: typeof after?.reason === "string" ? after.reason : null,
    }));
    return { ...subscription, keySets, steps };
  },
};
