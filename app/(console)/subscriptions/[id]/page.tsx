import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { SubscriptionBadge } from "@/components/subscriptions/subscription-badge";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { actorMay } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { inspectSubscription } from "@/lib/services/subscriptions/inspect";
import { Denied } from "../../denied";
import { mayMove } from "../may-move";
import { MoveButtons } from "../moves";
import { SubscriptionFacts } from "./subscription-facts";
import { SubscriptionHistory } from "./subscription-history";
import { SubscriptionKeySets } from "./subscription-key-sets";

/** One subscription: whose, to what, by which key sets, and who decided. */
export default async function SubscriptionPage({ params }: { params: Promise<{ id: string }> }) {
  const admission = await admit("subscription:view");
  if (!admission.admitted) return <Denied what="subscriptions" {...admission} />;
  const [{ ctx }, { id }] = await Promise.all([visit(), params]);
  const subscription = await ask(inspectSubscription, { id });
  const { application, api, environment, moves, keySets } = subscription;
  const title = `${application.name} to ${api.name} ${api.version}`;
  return (
    <>
      <Breadcrumbs items={[{ label: "Subscriptions", href: "/subscriptions" }, { label: title }]} />
      <PageHeader
        title={<Bdi>{title}</Bdi>}
        mark={<SubscriptionBadge status={subscription.status} />}
        purpose={subscription.useCase ? <Bdi>{subscription.useCase}</Bdi> : undefined}
        action={
          <MoveButtons
            subscription={{ id, application, api, environment, moves, keySets }}
            may={mayMove(ctx.actor)}
          />
        }
      />
      <div className="grid gap-x-12 gap-y-12 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Section title="Facts">
            <SubscriptionFacts subscription={subscription} now={ctx.now} />
          </Section>
          <Section
            title="Key sets"
            purpose="One for each authentication type of the API. Any of them opens it while the subscription is active."
          >
            <SubscriptionKeySets
              subscription={subscription}
              now={ctx.now}
              mayRequest={actorMay(ctx.actor, "subscription:request")}
            />
          </Section>
        </div>
        <Section title="History" purpose="Who asked, and who decided.">
          <SubscriptionHistory steps={subscription.steps} now={ctx.now} />
        </Section>
      </div>
    </>
  );
}
