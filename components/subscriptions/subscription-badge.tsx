import { SUBSCRIPTION_STATUS_WORDS, type SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";
import { StatusPill } from "../ui/status-pill";

/** A subscription's status. */
export function SubscriptionBadge({ status }: { status: SubscriptionStatus }) {
  return <StatusPill status={status}>{SUBSCRIPTION_STATUS_WORDS[status]}</StatusPill>;
}
