import { REVOKE_WORDS } from "@/app/(console)/_dialogs/revoke-reasons";
import type { Address } from "@/app/(console)/address";
import { Denied } from "@/app/(console)/denied";
import { DeliveryPanel } from "@/app/(console)/keys/_delivery/delivery-panel";
import { historyFrom } from "@/app/(console)/keys/_record/history-page";
import { KeyHistory } from "@/app/(console)/keys/_record/key-history";
import { KeyUse } from "@/app/(console)/keys/_record/key-use";
import { Milestones } from "@/components/key-sets/milestones";
import { StatusBadge } from "@/components/keys/status-badge";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { config } from "@/lib/config";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import { actorMay } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { keySetDelivery } from "@/lib/services/key-sets/delivery";
import { getKeySet } from "@/lib/services/key-sets/get";
import { keySetUsage } from "@/lib/services/key-sets/usage";
import { keyHistory } from "@/lib/services/keys/history";
import { getWorkspace } from "@/lib/services/workspaces/get";
import { deliverKeySetAgain, readKeySetDelivery } from "../actions";
import { AuthorizedApis } from "./authorized-apis";
import { KeySetDanger } from "./danger";
import { KeySetFacts } from "./facts";
import { Generations } from "./generations";
import { KeySetActions } from "./header-actions";
import { KeySetDesk } from "./key-set-desk";
import { KeySetNotice } from "./notice";
import { KeySetNotices } from "./notices";
import { KeySetPolicy } from "./policy";
import { subjectOf } from "./subject";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Address;
}

/** A key set's own page. One that the visitor does not reach does not exist: the 404 page. */
export default async function KeySetPage({ params, searchParams }: Props) {
  const admission = await admit("key-set:view");
  if (!admission.admitted) return <Denied what="keys" {...admission} />;
  const [{ id }, { before }, { ctx }] = await Promise.all([params, searchParams, visit()]);
  const { now, actor } = ctx;
  const set = await ask(getKeySet, { id });
  const from = historyFrom(before);
  const [{ slug }, delivery, usage, events] = await Promise.all([
    ask(getWorkspace, {}),
    ask(keySetDelivery, { id }),
    // Who calls with it is told to those who may stop it.
    set.may.suspend ? ask(keySetUsage, { id }) : null,
    actorMay(actor, "audit:view") ? ask(keyHistory, { id, before: from }) : null,
  ]);
  const tokenEndpoint = `${config().publicUrl.origin}/w/${slug}/oauth/token`;
  return (
    <KeySetDesk setting={{ subject: subjectOf(set), now, tokenEndpoint }}>
      <Breadcrumbs items={[{ label: "Keys", href: "/workspace/keys" }, { label: set.name }]} />
      <PageHeader
        title={<Bdi>{set.name}</Bdi>}
        mark={<StatusBadge status={set.status} />}
        purpose={
          <>
            {AUTH_TYPE_LABELS[set.authType]} of <Bdi>{set.application.name}</Bdi> in {set.environment}
          </>
        }
        action={<KeySetActions />}
      />
      <KeySetNotice />
      <KeySetNotices set={set} now={now} />
      <DeliveryPanel
        id={set.id}
        delivery={delivery}
        read={readKeySetDelivery}
        retry={set.may.suspend ? deliverKeySetAgain : undefined}
      />
      <div className="grid gap-x-12 gap-y-12 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-10">
          <Tabs
            label="About this key set"
            tabs={[
              {
                value: "apis",
                label: "Authorized APIs and Subscriptions",
                content: <AuthorizedApis {...apisOf(set)} now={now} />,
              },
              {
                value: "policy",
                label: "Policy",
                content: <KeySetPolicy set={set} seesTemplates={actorMay(actor, "policy-template:view")} />,
              },
              {
                value: "keys",
                label: "Keys",
                content: <Generations generations={set.generations} now={now} />,
              },
            ]}
          />
          <div className="min-w-0">
            <Section title="Facts">
              <KeySetFacts set={set} now={now} />
            </Section>
            {usage ? <KeyUse usage={usage} now={now} /> : null}
          </div>
        </div>
        <div className="min-w-0">
          <Section
            title="Event milestones"
            purpose="What is planned and what has happened, with the delay between them."
          >
            <Milestones milestones={set.milestones} reasons={REVOKE_WORDS} now={now} />
          </Section>
          {events ? (
            <Section title="History" purpose="Out of the audit log: who did what, and when.">
              <KeyHistory path={`/workspace/keys/${id}`} events={events} paged={from !== null} now={now} />
            </Section>
          ) : null}
        </div>
      </div>
      <KeySetDanger />
    </KeySetDesk>
  );
}

const apisOf = ({ authorizedApis, organization, group, environment }: Parameters<typeof subjectOf>[0]) => ({
  authorizedApis,
  organization,
  group,
  environment,
});
