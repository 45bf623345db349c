import { SUBSCRIPTION_STATUS_WORDS, type SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";
import { Badge, type Tone } from "../ui/badge";

const looks: Record<SubscriptionStatus, { tone: Tone; shape: string }> = {
  pending: { tone: "info", shape: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z" },
  active: { tone: "good", shape: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z" },
  suspended: { tone: "danger", shape: "M3.5 2v8M8.5 2v8" },
  rejected: { tone: "ended", shape: "M2 6h8" },
  withdrawn: { tone: "ended", shape: "M10 6H2.5M5.5 2.5 2 6l3.5 3.5" },
  revoked: { tone: "danger", shape: "M2.5 2.5l7 7M9.5 2.5l-7 7" },
};

/** A subscription's status: the API's own word, a shape and a colour. */
export function SubscriptionBadge({ status }: { status: SubscriptionStatus }) {
  const { tone, shape } = looks[status];
  return (
    <Badge
      tone={tone}
      mark={
        <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0">
          <path
            d={shape}
            fill={status === "active" ? "currentColor" : "none"}
            stroke="currentColor"
            strokeWidth={status === "suspended" ? 2.6 : 1.6}
            strokeDasharray={status === "pending" ? "2.4 1.6" : undefined}
            strokeLinecap={status === "pending" ? "butt" : "round"}
            strokeLinejoin="round"
          />
        </svg>
      }
    >
      {SUBSCRIPTION_STATUS_WORDS[status]}
    </Badge>
  );
}
