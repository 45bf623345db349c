/**
 * A subscription lets an application call an API in one environment. People decide its status, no clock does:
 * Pending -> Active, Rejected or Withdrawn; Active <-> Suspended; both -> Revoked. A suspended one is no hold on the key
 * set, which may open other APIs: it closes this one.
 */
import type { Permission } from "../people/roles";
import type { RefusalCode } from "../refusals";

export const SUBSCRIPTION_STATUSES = [
  "pending",
  "active",
  "suspended",
  "rejected",
  "withdrawn",
  "revoked",
] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

export const SUBSCRIPTION_STATUS_WORDS: Record<SubscriptionStatus, string> = {
  pending: "Pending",
  active: "Active",
  suspended: "Suspended",
  rejected: "Rejected",
  withdrawn: "Withdrawn",
  revoked: "Revoked",
};

/** An application has at most one of these for an API and environment; the others are history. */
export const LIVE_SUBSCRIPTION_STATUSES = ["pending", "active", "suspended"] as const;

export function isLiveSubscription(status: SubscriptionStatus): boolean {
  return (LIVE_SUBSCRIPTION_STATUSES as readonly SubscriptionStatus[]).includes(status);
}

export const SUBSCRIPTION_MOVES = ["approve", "reject", "withdraw", "suspend", "activate", "revoke"] as const;
export type SubscriptionMove = (typeof SUBSCRIPTION_MOVES)[number];

/** Whoever answers for the API decides; whoever asked takes back. */
const decide = { by: "subscription:decide" } as const;
const request = { by: "subscription:request" } as const;
const undecided = { from: ["pending"], otherwise: "subscription-not-pending" } as const;

export const SUBSCRIPTION_TRANSITIONS: Record<
  SubscriptionMove,
  {
    /** The permission that the move needs. */
    by: Extract<Permission, "subscription:request" | "subscription:decide">;
    from: readonly SubscriptionStatus[];
    to: SubscriptionStatus;
    otherwise: RefusalCode;
  }
> = {
  approve: { ...decide, ...undecided, to: "active" },
  reject: { ...decide, ...undecided, to: "rejected" },
  withdraw: { ...request, ...undecided, to: "withdrawn" },
  suspend: { ...decide, from: ["active"], to: "suspended", otherwise: "subscription-not-active" },
  activate: { ...decide, from: ["suspended"], to: "active", otherwise: "subscription-not-suspended" },
  revoke: { ...decide, from: ["active", "suspended"], to: "revoked", otherwise: "subscription-not-active" },
};

export interface SubscriptionFacts {
  status: SubscriptionStatus;
  /** Its application's. */
  applicationSuspended: boolean;
  apiRetired: boolean;
  /** Whether the permission of the move does not reach the application: one may see all, and decide for own groups. */
  foreign: boolean;
}

/** Why a move is closed now, or null where it is open. A sleeping button shows this very code. */
export function subscriptionRefusal(facts: SubscriptionFacts, move: SubscriptionMove): RefusalCode | null {
  const { from, otherwise } = SUBSCRIPTION_TRANSITIONS[move];
  if (["rejected", "withdrawn", "revoked"].includes(facts.status)) return "subscription-over";
  if (!from.includes(facts.status)) return otherwise;
  if (facts.foreign) return "foreign-application";
  if (move !== "approve") return null;
  if (facts.apiRetired) return "api-retired";
  // Approving activates the key sets, which nobody may under a suspended application.
  return facts.applicationSuspended ? "application-suspended" : null;
}

export type SubscriptionDecision =
  | { ok: true; status: SubscriptionStatus }
  | { ok: false; refusal: RefusalCode };

export function decideSubscription(facts: SubscriptionFacts, move: SubscriptionMove): SubscriptionDecision {
  const refusal = subscriptionRefusal(facts, move);
  return refusal ? { ok: false, refusal } : { ok: true, status: SUBSCRIPTION_TRANSITIONS[move].to };
}
