import type { Metadata } from "next";
import { REVOKE_WORDS } from "@/app/(console)/_dialogs/revoke-reasons";
import { Denied } from "@/app/(console)/denied";
import { DeliveryPanel } from "@/app/(console)/keys/_delivery/delivery-panel";
import { Milestones } from "@/components/key-sets/milestones";
import { StatusBadge } from "@/components/keys/status-badge";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { config } from "@/lib/config";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { keySetDelivery } from "@/lib/services/key-sets/delivery";
import { getKeySet } from "@/lib/services/key-sets/get";
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

export const metadata: Metadata = { title: "Key set" };

/** A key set's own page. One that the visitor does not reach does not exist: the 404 page. */
export default async function KeySetPage({ params }: { params: Promise<{ id: string }> }) {
  const admission = await admit("key-set:view");
  if (!admission.admitted) return <Denied what="keys" {...admission} />;
  const [{ id }, templates] = await Promise.all([params, admit("policy-template:view")]);
  const [set, { slug }, delivery, now] = await Promise.all([
    ask(getKeySet, { id }),
    ask(getWorkspace, {}),
    ask(keySetDelivery, { id }),
    pageNow(),
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
                content: <KeySetPolicy set={set} seesTemplates={templates.admitted} />,
              },
              {
                value: "keys",
                label: "Keys",
                content: <Generations generations={set.generations} now={now} />,
              },
            ]}
          />
          <Section title="Facts">
            <KeySetFacts set={set} now={now} />
          </Section>
        </div>
        <Section
          title="Event milestones"
          purpose="What is planned and what has happened, with the delay between them."
        >
          <Milestones milestones={set.milestones} reasons={REVOKE_WORDS} now={now} />
        </Section>
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
