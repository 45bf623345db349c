import type { Tx } from "@/db/client";
import { type ApplicationRow, lockApplication } from "@/db/queries/applications";
import {
  applicationOf,
  decideSubscriptionRow,
  keySetIdsOfSubscription,
  lockSubscription,
} from "@/db/queries/subscriptions";
import { moveSubscription } from "@/lib/contracts/subscriptions";
import type { EventType } from "@/lib/domain/audit/events";
import type { Change } from "@/lib/domain/feed/changes";
import { actorLabel } from "@/lib/domain/people/actor";
import type { Permission } from "@/lib/domain/people/roles";
import type { RefusalCode } from "@/lib/domain/refusals";
import {
  decideSubscription,
  SUBSCRIPTION_TRANSITIONS,
  type SubscriptionMove,
  type SubscriptionStatus,
} from "@/lib/domain/subscriptions/subscription";
import { reachesFewer, reachIn } from "../applications/reach";
import { type Command, type EventDraft, refuse } from "../card";
import type { Context } from "../context";
import { keyChanged } from "../keys/key-change";
import { subscriptionEvent } from "./subscription-change";

export type LockedSubscription = NonNullable<Awaited<ReturnType<typeof lockSubscription>>>;

/** What a move does to the subscription's key sets. */
export type Aftermath = (
  tx: Tx,
  ctx: Context,
  subscription: LockedSubscription,
  application: ApplicationRow,
  keySetIds: string[],
) => Promise<{ ok: true; events: EventDraft[]; changes: Change[] } | { ok: false; refusal: RefusalCode }>;

interface Card {
  move: SubscriptionMove;
  event: Extract<EventType, `subscription.${string}`>;
  withdraws: boolean;
  /** By default the verifiers are told that each key set opens other APIs now. */
  aftermath?: Aftermath;
}

const tellVerifiers: Aftermath = async (_tx, _ctx, _subscription, _application, ids) => ({
  ok: true,
  events: [],
  changes: ids.flatMap(keyChanged),
});

export interface MovedSubscription {
  id: string;
  status: SubscriptionStatus;
}

/** A command that asks the domain for one move of one subscription and carries it out. */
export function subscriptionCommand({
  move,
  event,
  withdraws,
  aftermath = tellVerifiers,
}: Card): Command<typeof moveSubscription, MovedSubscription> {
  const permission = SUBSCRIPTION_TRANSITIONS[move].by;
  return {
    name: `subscription.${move}`,
    permission,
    input: moveSubscription,
    withdraws,
    async run(tx, ctx, { id, reason }) {
      const applicationWithin = (by: Permission) => applicationOf(tx, ctx.workspace, id, reachIn(ctx, by));
      const applicationId = await applicationWithin("subscription:view");
      if (applicationId === null) return refuse("not-found");
      const fewer = reachesFewer(ctx, permission, "subscription:view");
      const foreign = fewer && (await applicationWithin(permission)) === null;
      // The application first: everything about its subscriptions happens one after the other.
      const application = await lockApplication(tx, ctx.workspace, applicationId, "all");
      if (!application) return refuse("subscription-over");
      const subscription = (await lockSubscription(tx, ctx.workspace, id))!;
      const { status: from, api } = subscription;
      const applicationSuspended = application.suspendedAt !== null;
      const facts = { status: from, applicationSuspended, apiRetired: api.retired, foreign };
      const decision = decideSubscription(facts, move);
      if (!decision.ok) return refuse(decision.refusal);
      await decideSubscriptionRow(tx, ctx.workspace, id, {
        from,
        to: decision.status,
        decidedAt: ctx.now,
        decidedByLabel: actorLabel(ctx.actor),
        reason: reason || null,
      });
      const ids = await keySetIdsOfSubscription(tx, ctx.workspace, id);
      const done = await aftermath(tx, ctx, subscription, application, ids);
      if (!done.ok) return done;
      const after = { status: decision.status, ...(reason ? { reason } : {}) };
      const named = { id, application, api };
      return {
        ok: true,
        value: { id, status: decision.status },
        event: [subscriptionEvent(event, named, { before: { status: from }, after }), ...done.events],
        changes: done.changes,
      };
    },
  };
}
