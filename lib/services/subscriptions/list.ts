import {
  listSubscriptions as list,
  readSubscription,
  type SubscriptionListRow,
} from "@/db/queries/subscription-list";
import { oneSubscription, subscriptionFilter } from "@/lib/contracts/subscriptions";
import { actorMay } from "@/lib/domain/people/actor";
import type { RefusalCode } from "@/lib/domain/refusals";
import {
  SUBSCRIPTION_MOVES,
  type SubscriptionMove,
  subscriptionRefusal,
} from "@/lib/domain/subscriptions/subscription";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";

export interface Subscription extends SubscriptionListRow {
  /** Why each move is closed now; null = open. Whether the actor may is another matter. */
  moves: Record<SubscriptionMove, RefusalCode | null>;
}

/** One page of subscriptions: those that one's own applications asked for, those to decide, or all that one reaches. */
export const listSubscriptions: Query<typeof subscriptionFilter, { rows: Subscription[]; total: number }> = {
  name: "subscription.list",
  permission: "subscription:view",
  input: subscriptionFilter,
  async run(db, ctx, { view, ...filter }) {
    const { actor } = ctx;
    if (view === "received" && !actorMay(actor, "subscription:decide")) return { rows: [], total: 0 };
    const reach = reachIn(ctx, view === "received" ? "subscription:decide" : "subscription:view");
    const requestedBy = view === "requested" && actor.kind === "user" ? actor.id : null;
    const { rows, total } = await list(db, ctx.workspace, reach, { ...filter, requestedBy });
    return { rows: rows.map(withMoves), total };
  },
};

export const getSubscription: Query<typeof oneSubscription, Subscription> = {
  name: "subscription.get",
  permission: "subscription:view",
  input: oneSubscription,
  async run(db, ctx, { id }) {
    const row = await readSubscription(db, ctx.workspace, reachIn(ctx, "subscription:view"), id);
    return row && withMoves(row);
  },
};

function withMoves(row: SubscriptionListRow): Subscription {
  const { status, application, api } = row;
  const facts = { status, applicationSuspended: application.suspended, apiRetired: api.retired };
  const moves = SUBSCRIPTION_MOVES.map((move) => [move, subscriptionRefusal(facts, move)]);
  return { ...row, moves: Object.fromEntries(moves) as Subscription["moves"] };
}
