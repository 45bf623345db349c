/**
 * A key set that is over (revoked or expired) does not end its subscription: another takes its place, generated or reused
 * by the rules of subscribing. Whoever could subscribe anew may have it; where people approve the API, whoever decides.
 */
import type { Approval } from "../apis/approval";
import type { RefusalCode } from "../refusals";
import type { SubscriptionStatus } from "./subscription";

export function renewedBy(approval: Approval): "subscription:request" | "subscription:decide" {
  return approval === "auto" ? "subscription:request" : "subscription:decide";
}

export interface RenewalFacts {
  status: SubscriptionStatus;
  /** Its application's. */
  applicationSuspended: boolean;
  /** Whether the actor has the permission by which it is renewed; "elsewhere" = for other applications than this one. */
  may: "here" | "elsewhere" | "no";
  /** Whether a key set of the subscription for the authentication type is neither revoked nor expired. */
  served: boolean;
}

/** Why a subscription cannot have another key set for an authentication type, or null. */
export function renewalRefusal({
  status,
  applicationSuspended,
  may,
  served,
}: RenewalFacts): RefusalCode | null {
  if (["rejected", "withdrawn", "revoked"].includes(status)) return "subscription-over";
  if (status !== "active") return "subscription-not-active";
  if (may === "no") return "access-denied";
  if (may === "elsewhere") return "foreign-application";
  if (served) return "subscription-has-key-set";
  // It is let in already, so its key set would be activated at once.
  return applicationSuspended ? "application-suspended" : null;
}
