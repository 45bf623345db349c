import { Timeline } from "@/components/timeline/timeline";
import { viaWords } from "@/components/timeline/via-words";
import type { Tone } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { EVENT_WORDS, type EventType } from "@/lib/domain/audit/events";
import type { SubscriptionStep } from "@/lib/services/subscriptions/inspect";

const TONES: Partial<Record<EventType, Tone>> = {
  "subscription.requested": "info",
  "subscription.approved": "good",
  "subscription.activated": "good",
  "subscription.key-set-renewed": "info",
  "subscription.suspended": "danger",
  "subscription.revoked": "danger",
  "subscription.rejected": "ended",
  "subscription.withdrawn": "ended",
};

/** What became of a subscription, newest first: who asked, who decided, why, and which key set came of it. */
export function SubscriptionHistory({ steps, now }: { steps: SubscriptionStep[]; now: Date }) {
  return (
    <Timeline
      now={now}
      milestones={steps.map(({ seq, at, type, by, via, reason, keySet }) => ({
        id: String(seq),
        title: (
          <>
            <Bdi>{by}</Bdi> {EVENT_WORDS[type]}
          </>
        ),
        tone: TONES[type],
        actualAt: at,
        by: viaWords(via),
        detail: (reason ?? keySet) ? <Bdi>{reason ?? keySet}</Bdi> : undefined,
      }))}
    />
  );
}
