import { PageHeader } from "@/components/ui/page-header";
import { actorMay } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { listChoices } from "@/lib/services/subscriptions/choices";
import { listSubscriptions } from "@/lib/services/subscriptions/list";
import type { Address } from "../address";
import { Denied } from "../denied";
import { mayMove } from "./may-move";
import { SubscriptionsTable } from "./subscriptions-table";
import { Views } from "./views";

const NONE = {
  received: "No application has asked for a subscription yet. Requests to decide will stand here.",
  requested: "Your applications have no subscription yet. Open an API in the catalog, and subscribe.",
  all: "There is no subscription yet.",
};

/** Which application may call which API: what is to be decided, and what one asked for. */
export default async function SubscriptionsPage({ searchParams }: { searchParams: Address }) {
  const admission = await admit("subscription:view");
  if (!admission.admitted) return <Denied what="subscriptions" {...admission} />;
  const [{ ctx }, address] = await Promise.all([visit(), searchParams]);
  const decides = actorMay(ctx.actor, "subscription:decide");
  const requests = actorMay(ctx.actor, "subscription:request");
  const both = decides && requests;
  const asked = address.view === "requested" ? "requested" : "received";
  const view = both ? asked : decides ? "received" : requests ? "requested" : "all";
  const [{ rows, total }, choices, waiting] = await Promise.all([
    ask(listSubscriptions, { ...address, view }),
    ask(listChoices, address),
    both ? ask(listSubscriptions, { view: "received", status: "pending" }) : null,
  ]);
  return (
    <>
      <PageHeader
        title="Subscriptions"
        purpose="Which application may call which API, in which environment. Its key sets come with it."
      />
      {waiting ? <Views current={asked} waiting={waiting.total} /> : null}
      <SubscriptionsTable
        key={view}
        rows={rows}
        total={total}
        choices={choices}
        may={mayMove(ctx.actor)}
        none={NONE[view]}
        now={ctx.now}
      />
    </>
  );
}
