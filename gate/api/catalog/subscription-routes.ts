import { moveSubscription, planSubscription, renewKeySet, subscribe } from "@/lib/contracts/subscriptions";
import { approveSubscription } from "@/lib/services/subscriptions/approve";
import {
  activateSubscription,
  revokeSubscription,
  suspendSubscription,
} from "@/lib/services/subscriptions/close";
import { rejectSubscription, withdrawSubscription } from "@/lib/services/subscriptions/decline";
import { getSubscription, listSubscriptions } from "@/lib/services/subscriptions/list";
import { planSubscription as plan } from "@/lib/services/subscriptions/plan";
import { renewKeySet as renew } from "@/lib/services/subscriptions/renew-key-set";
import { subscribe as request } from "@/lib/services/subscriptions/subscribe";
import type { Route } from "../route";
import { wireShape } from "../wire";
import { subscriptionFilter } from "./filters";
import {
  movedSubscription,
  renewedKeySet,
  subscribed,
  subscriptionDetail,
  subscriptionPage,
  subscriptionPlan,
} from "./shapes";

/** A move of one subscription, with the reason that the other side is told. */
const move = (card: typeof approveSubscription, verb: string, summary: string): Route => ({
  method: "post",
  path: `/v1/subscriptions/{id}/${verb}`,
  summary,
  kind: "command",
  card,
  body: wireShape(moveSubscription.omit({ id: true })),
  answer: movedSubscription,
});

export const SUBSCRIPTION_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/subscriptions",
    summary: "List subscriptions, the newest first",
    kind: "query",
    card: listSubscriptions,
    search: { shape: subscriptionFilter, input: (filter: object) => filter },
    present: ({ rows, total }: { rows: unknown; total: number }) => ({ subscriptions: rows, total }),
    answer: subscriptionPage,
  },
  {
    method: "post",
    path: "/v1/subscriptions",
    summary: "Subscribe an application to an API; its key sets are made or reused",
    kind: "command",
    card: request,
    body: wireShape(subscribe),
    status: 201,
    answer: subscribed,
  },
  {
    method: "post",
    path: "/v1/subscriptions/plan",
    summary: "Ask what a subscription would bring; nothing is changed",
    kind: "query",
    card: plan,
    body: wireShape(planSubscription),
    answer: subscriptionPlan,
  },
  {
    method: "get",
    path: "/v1/subscriptions/{id}",
    summary: "Read a subscription and its key sets",
    kind: "query",
    card: getSubscription,
    answer: subscriptionDetail,
  },
  move(approveSubscription, "approve", "Let the application in; new key sets get their secrets"),
  move(rejectSubscription, "reject", "Say no to a subscription that was asked for"),
  move(withdrawSubscription, "withdraw", "Take back what was asked for"),
  move(suspendSubscription, "suspend", "Close the API to the application for a while"),
  move(activateSubscription, "activate", "Open the API to the application again"),
  move(revokeSubscription, "revoke", "Close the API to the application for good"),
  {
    method: "post",
    path: "/v1/subscriptions/{id}/renew-key-set",
    summary: "Give a subscription another key set in place of one that is revoked or expired",
    kind: "command",
    card: renew,
    body: wireShape(renewKeySet.omit({ id: true })),
    answer: renewedKeySet,
  },
];
