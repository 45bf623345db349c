"use client";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog } from "@/components/ui/dialog";
import { ReachedLink } from "@/components/ui/reached-link";
import type { Subscribed } from "@/lib/services/subscriptions/subscribe";
import { REUSE_WARNINGS } from "./plan-preview";

type Props = {
  api: { name: string; version: string };
  application: { name: string };
  environment: string;
  subscribed: Subscribed;
  mayDecide: boolean;
  onClose: () => void;
};

/** What a subscription has brought, with the ways on: to itself, and to each key set. */
export function SubscribedDialog({ api, application, environment, subscribed, mayDecide, onClose }: Props) {
  const active = subscribed.status === "active";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={active ? "Subscribed" : "Subscription requested"}
      footer={
        <>
          <Button onClick={onClose}>Done</Button>
          <ButtonLink variant="primary" href={`/subscriptions/${subscribed.id}`}>
            Open the subscription
          </ButtonLink>
        </>
      }
    >
      <div className="grid gap-4">
        <Alert
          kind={active ? "success" : "info"}
          live
          title={active ? "The subscription is active" : "The subscription waits for approval"}
        >
          <Bdi>{application.name}</Bdi> {active ? "can call" : "wants to call"}{" "}
          <Bdi>
            {api.name} {api.version}
          </Bdi>{" "}
          in {environment}.{" "}
          {active
            ? "The credentials stand on the page of each key set."
            : mayDecide
              ? "You may approve it yourself, on its page."
              : "The key sets get their secrets once somebody approves."}
        </Alert>
        <ul className="border-line border-t">
          {subscribed.keySets.map((set) => (
            <li key={set.id} className="grid gap-0.5 border-line border-b py-2.5">
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={set.reused ? "info" : "good"}>{set.reused ? "Reused" : "Made"}</Badge>
                <ReachedLink className="link font-strong" href={`/workspace/keys/${set.id}`}>
                  <Bdi>{set.name}</Bdi>
                </ReachedLink>
              </span>
              {set.warning ? <span className="text-soon text-xs">{REUSE_WARNINGS[set.warning]}</span> : null}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
