import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { DetailsGrid, type Fact } from "@/components/ui/details-grid";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import { SUBSCRIPTION_STATUS_WORDS } from "@/lib/domain/subscriptions/subscription";
import type { InspectedSubscription } from "@/lib/services/subscriptions/inspect";

/** Whose it is, to what, since when. */
export function SubscriptionFacts({ subscription, now }: { subscription: InspectedSubscription; now: Date }) {
  const { application, api, decidedAt, decidedByLabel } = subscription;
  const decision: Fact[] = decidedAt
    ? [
        {
          term: SUBSCRIPTION_STATUS_WORDS[subscription.status],
          value: <Time at={decidedAt} now={now} />,
          note: <Bdi>{decidedByLabel}</Bdi>,
        },
      ]
    : [];
  const reason: Fact[] = subscription.reason
    ? [{ term: "Reason", value: <Bdi>{subscription.reason}</Bdi> }]
    : [];
  return (
    <DetailsGrid
      facts={[
        {
          term: "Application",
          value: (
            <span className="inline-flex flex-wrap items-center gap-2">
              <ReachedLink href={`/applications/${application.id}`} className="link">
                <Bdi>{application.name}</Bdi>
              </ReachedLink>
              {application.suspended ? <Badge tone="danger">Suspended</Badge> : null}
            </span>
          ),
        },
        {
          term: "API",
          value: (
            <span className="inline-flex flex-wrap items-center gap-2">
              <ReachedLink href={`/catalog/${api.id}`} className="link">
                <Bdi>
                  {api.name} {api.version}
                </Bdi>
              </ReachedLink>
              {api.retired ? <Badge tone="ended">Retired</Badge> : null}
            </span>
          ),
          note: (
            <>
              Programs name it <code>{api.slug}</code>
            </>
          ),
        },
        { term: "Environment", value: subscription.environment },
        { term: "Use case", value: subscription.useCase ? <Bdi>{subscription.useCase}</Bdi> : "Not said" },
        {
          term: "Requested",
          value: <Time at={subscription.requestedAt} now={now} />,
          note: <Bdi>{subscription.requestedByLabel}</Bdi>,
        },
        ...decision,
        ...reason,
      ]}
    />
  );
}
