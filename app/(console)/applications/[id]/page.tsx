import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { actorMay, actorReach } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { getApplication } from "@/lib/services/applications/get";
import { applicationPowers } from "@/lib/services/applications/powers";
import { listKeySets } from "@/lib/services/key-sets/list";
import { listSubscriptions } from "@/lib/services/subscriptions/list";
import { Denied } from "../../denied";
import { readPlaces } from "../_applications/read-places";
import { ApplicationDesk } from "./application-desk";
import { ApplicationFacts } from "./application-facts";
import { KeySetsSection } from "./key-sets-section";
import { SubscriptionsSection } from "./subscriptions-section";

const LIVE = "pending,active,suspended,expired";

/** An application's own page. One that the visitor does not reach does not exist: the 404 page. */
export default async function ApplicationPage({ params }: { params: Promise<{ id: string }> }) {
  const admission = await admit("application:view");
  if (!admission.admitted) return <Denied what="applications" {...admission} />;
  const [{ id }, { ctx }] = await Promise.all([params, visit()]);
  const application = await ask(getApplication, { id });
  const { now, actor } = ctx;
  const [powers, places, keySets, subscriptions] = await Promise.all([
    ask(applicationPowers, { ids: [id] }),
    readPlaces(),
    actorMay(actor, "key-set:view")
      ? ask(listKeySets, { application: id, status: LIVE, sort: "name", order: "asc", size: 100 })
      : null,
    actorMay(actor, "subscription:view") ? ask(listSubscriptions, { application: id, size: 50 }) : null,
  ]);
  // Key sets come with subscriptions: where there was never one, no key set can have been revoked.
  const untouched =
    subscriptions?.total === 0 &&
    actorReach(actor, "subscription:view") === actorReach(actor, "key-set:view");
  const subscribable = application.suspendedAt === null && (powers.subscribe?.includes(id) ?? false);
  return (
    <>
      <Breadcrumbs items={[{ label: "Applications", href: "/applications" }, { label: application.name }]} />
      <ApplicationDesk
        application={application}
        keySets={application.keySets.map((set) => ({
          ...set,
          lastUsedAt: keySets?.rows.find((row) => row.id === set.id)?.lastUsedAt ?? null,
        }))}
        powers={powers}
        places={places}
        now={now}
      >
        <div className="grid gap-x-12 gap-y-12 min-[90rem]:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="min-[90rem]:order-2">
            <ApplicationFacts application={application} now={now} />
          </div>
          <div className="min-w-0">
            {keySets ? <KeySetsSection id={id} {...keySets} untouched={untouched} now={now} /> : null}
            {subscriptions ? (
              <SubscriptionsSection id={id} {...subscriptions} subscribable={subscribable} now={now} />
            ) : null}
          </div>
        </div>
      </ApplicationDesk>
    </>
  );
}
