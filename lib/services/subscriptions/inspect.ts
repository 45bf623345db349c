import type { Db } from "@/db/client";
import { eventsOf } from "@/db/queries/events";
import { keySetsOfSubscription, type SubscribedKeySet } from "@/db/queries/subscription-list";
import { unservedTypes } from "@/db/queries/subscriptions";
import { oneSubscription } from "@/lib/contracts/subscriptions";
import type { EventType } from "@/lib/domain/audit/events";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { RefusalCode } from "@/lib/domain/refusals";
import { renewalRefusal } from "@/lib/domain/subscriptions/renewal";
import type { Query } from "../card";
import type { Context } from "../context";
import { getSubscription, type Subscription } from "./list";
import { mayRenew } from "./may-renew";

/** A step of a subscription's life: who decided what, and why. Where from stands in the audit log alone. */
export interface SubscriptionStep {
  seq: number;
  at: Date;
  type: EventType;
  by: string;
  via: string;
  reason: string | null;
  /** The key set that it was given then, by name. */
  keySet: string | null;
}

export interface InspectedSubscription extends Omit<Subscription, "keySets"> {
  keySets: SubscribedKeySet[];
  /** The authentication types that it lacks a key set for, and why it cannot have another now; null = it can. */
  lacking: { authType: AuthType; refusal: RefusalCode | null }[];
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
    const [keySets, lacking, events] = await Promise.all([
      keySetsOfSubscription(db, ctx.workspace, id, ctx.now),
      lackingOf(db, ctx, subscription),
      eventsOf(db, ctx.workspace, { kind: "subscription", id }, MOST_STEPS, null),
    ]);
    const steps = events.map(({ seq, at, type, actorLabel, via, after }) => ({
      seq,
      at,
      type,
      by: actorLabel,
      via,
      reason: text(after?.reason),
      keySet: text(after?.keySet),
    }));
    return { ...subscription, keySets, lacking, steps };
  },
};

const text = (fact: unknown) => (typeof fact === "string" ? fact : null);

async function lackingOf(db: Db, ctx: Context, { id, status, application }: Subscription) {
  const unserved = await unservedTypes(db, ctx.workspace, [id], ctx.now);
  if (unserved.length === 0) return [];
  const may = await mayRenew(db, ctx, id, unserved[0]!.approval);
  const facts = { status, applicationSuspended: application.suspended, may, served: false };
  return unserved.map(({ authType }) => ({ authType, refusal: renewalRefusal(facts) }));
}
