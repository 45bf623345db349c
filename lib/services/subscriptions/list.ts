import type { Db } from "@/db/client";
import { reachedApplications } from "@/db/queries/applications";
import {
  listSubscriptions as list,
  readSubscription,
  type SubscriptionListRow,
} from "@/db/queries/subscription-list";
import { oneSubscription, subscriptionFilter } from "@/lib/contracts/subscriptions";
import { actorMay } from "@/lib/domain/people/actor";
import type { Permission } from "@/lib/domain/people/roles";
import type { RefusalCode } from "@/lib/domain/refusals";
import {
  SUBSCRIPTION_MOVES,
  SUBSCRIPTION_TRANSITIONS,
  type SubscriptionMove,
  subscriptionRefusal,
} from "@/lib/domain/subscriptions/subscription";
import { reachesFewer, reachIn } from "../applications/reach";
import type { Query } from "../card";
import type { Context } from "../context";

export interface Subscription extends SubscriptionListRow {
  /** Why each move is closed now; null = open. Whether the actor may make it at all is another matter. */
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
    return { rows: await withMoves(db, ctx, rows), total };
  },
};

export const getSubscription: Query<typeof oneSubscription, Subscription> = {
  name: "subscription.get",
  permission: "subscription:view",
  input: oneSubscription,
  async run(db, ctx, { id }) {
    const row = await readSubscription(db, ctx.workspace, reachIn(ctx, "subscription:view"), id);
    return row && (await withMoves(db, ctx, [row]))[0]!;
  },
};

async function withMoves(db: Db, ctx: Context, rows: SubscriptionListRow[]): Promise<Subscription[]> {
  const ids = [...new Set(rows.map(({ application }) => application.id))];
  const [decided, requested] = await Promise.all([
    reachedBy(db, ctx, "subscription:decide", ids),
    reachedBy(db, ctx, "subscription:request", ids),
  ]);
  const reached = { "subscription:decide": decided, "subscription:request": requested };
  return rows.map((row) => {
    const { status, application, api } = row;
    const facts = { status, applicationSuspended: application.suspended, apiRetired: api.retired };
    const moves = SUBSCRIPTION_MOVES.map((move) => {
      const foreign = !reached[SUBSCRIPTION_TRANSITIONS[move].by].includes(application.id);
      return [move, subscriptionRefusal({ ...facts, foreign }, move)];
    });
    return { ...row, moves: Object.fromEntries(moves) as Subscription["moves"] };
  });
}

/** Of applications that the actor sees, those that a permission reaches: all, but where it is narrower than the view. */
async function reachedBy(db: Db, ctx: Context, permission: Permission, ids: string[]): Promise<string[]> {
  const fewer = reachesFewer(ctx, permission, "subscription:view");
  return fewer ? reachedApplications(db, ctx.workspace, reachIn(ctx, permission), ids) : ids;
}
