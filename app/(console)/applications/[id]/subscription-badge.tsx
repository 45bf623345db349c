import { Badge, type Tone } from "@/components/ui/badge";
import { SUBSCRIPTION_STATUS_WORDS, type SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";

const TONES: Record<SubscriptionStatus, Tone> = {
  pending: "info",
  active: "good",
  suspended: "danger",
  rejected: "ended",
  withdrawn: "ended",
  revoked: "danger",
};

export function SubscriptionBadge({ status }: { status: SubscriptionStatus }) {
  return <Badge tone={TONES[status]}>{SUBSCRIPTION_STATUS_WORDS[status]}</Badge>;
}
