"use client";
import { SubscriptionBadge } from "@/components/subscriptions/subscription-badge";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { DetailsGrid, type Fact } from "@/components/ui/details-grid";
import { Dialog } from "@/components/ui/dialog";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import type { Authorized } from "./authorized-apis";

type Props = { api: Authorized; environment: string; open: boolean; onClose: () => void; now: Date };

/** One subscription, looked at from its key set. */
export function SubscriptionDialog({ api, environment, open, onClose, now }: Props) {
  const { subscription } = api;
  const facts: Fact[] = [
    { term: "Status", value: <SubscriptionBadge status={subscription.status} /> },
    {
      term: "API",
      value: (
        <ReachedLink className="link" href={`/catalog/${api.id}`}>
          <Bdi>{`${api.name} ${api.version}`}</Bdi>
        </ReachedLink>
      ),
      note: api.retired ? "Retired: it takes no new subscriptions." : undefined,
    },
    { term: "Environment", value: <code>{environment}</code> },
    {
      term: "Use case",
      value: subscription.useCase ? <Bdi>{subscription.useCase}</Bdi> : "None given",
    },
    {
      term: "Requested",
      value: (
        <>
          <Time at={subscription.requestedAt} now={now} /> by <Bdi>{subscription.requestedByLabel}</Bdi>
        </>
      ),
    },
    {
      term: "Decided",
      value: subscription.decidedAt ? (
        <>
          <Time at={subscription.decidedAt} now={now} /> by <Bdi>{subscription.decidedByLabel ?? ""}</Bdi>
        </>
      ) : (
        "Not yet"
      ),
      note: subscription.reason ? <Bdi>{subscription.reason}</Bdi> : undefined,
    },
    { term: "Record id", value: <code className="text-soft">{subscription.id}</code> },
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Subscription to <Bdi>{`${api.name} ${api.version}`}</Bdi>
        </>
      }
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <DetailsGrid facts={facts} />
      <p className="mt-4 text-soft">
        Who decided, and what can be done with it, stands on{" "}
        <ReachedLink className="link" href={`/subscriptions/${subscription.id}`}>
          its own page
        </ReachedLink>
        .
      </p>
    </Dialog>
  );
}
