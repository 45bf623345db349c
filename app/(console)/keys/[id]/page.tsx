import Link from "next/link";
import { REVOKE_WORDS } from "@/app/(console)/_dialogs/revoke-reasons";
import { Denied } from "@/app/(console)/denied";
import { Milestones } from "@/components/key-sets/milestones";
import { StatusBadge } from "@/components/keys/status-badge";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { roleMay } from "@/lib/domain/people/roles";
import { admit, ask, visit } from "@/lib/entry/page";
import { accessKeyDelivery } from "@/lib/services/access-keys/delivery";
import { getAccessKey } from "@/lib/services/access-keys/get";
import { keyRotation } from "@/lib/services/access-keys/rotation";
import { keyUsage } from "@/lib/services/access-keys/usage";
import { keyHistory } from "@/lib/services/keys/history";
import { deliverKeyAgain, readKeyDelivery } from "../_access-keys/actions";
import { KeyDesk } from "../_access-keys/key-desk";
import { KeyNotice } from "../_access-keys/key-notice";
import { DeliveryPanel } from "../_delivery/delivery-panel";
import { readDesk } from "../_issue/read-desk";
import { historyFrom } from "../_record/history-page";
import { KeyHistory } from "../_record/key-history";
import { KeyUse } from "../_record/key-use";
import { KeyDanger } from "./key-danger";
import { KeyFacts } from "./key-facts";
import { KeyHeaderActions } from "./key-header-actions";
import { KeyNotices } from "./key-notices";
import { KeyVersions } from "./key-versions";
import { RotationPanel } from "./rotation-panel";
import { ScheduleButton } from "./schedule-button";
import { WaitingSecret } from "./waiting-secret";

const LIST = "/settings/workspace/access-keys";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
}

/** A key's own page. One of another workspace does not exist: the 404 page. */
export default async function KeyPage({ params, searchParams }: Props) {
  const admission = await admit("access-key:view");
  if (!admission.admitted) return <Denied what="access keys" {...admission} />;
  const [{ id }, { before }] = await Promise.all([params, searchParams]);
  const key = await ask(getAccessKey, { id });
  const { role } = (await visit()).visitor;
  const reads = roleMay(role, "audit:view");
  const from = historyFrom(before);
  const [setting, usage, { overlap, at }, events, delivery] = await Promise.all([
    readDesk(),
    ask(keyUsage, { id }),
    ask(keyRotation, { id }),
    reads ? ask(keyHistory, { id, before: from }) : null,
    ask(accessKeyDelivery, { id }),
  ]);
  const { now } = setting;
  return (
    <KeyDesk setting={setting} afterDelete={LIST}>
      <Breadcrumbs items={[{ label: "Access Keys", href: LIST }, { label: key.name }]} />
      <PageHeader
        title={<Bdi>{key.name}</Bdi>}
        mark={<StatusBadge status={key.status} />}
        purpose={key.description ? <Bdi>{key.description}</Bdi> : undefined}
        action={<KeyHeaderActions subject={key} />}
      />
      <KeyNotice />
      <DeliveryPanel
        id={id}
        delivery={delivery}
        read={readKeyDelivery}
        retry={roleMay(role, "access-key:disable") ? deliverKeyAgain : undefined}
      />
      <KeyNotices accessKey={key} now={now} />
      {key.secretWaits ? (
        <WaitingSecret
          subject={key}
          since={key.issuedAt}
          oldUntil={overlap ? (overlap.old.end?.at ?? "until-ended") : null}
          now={now}
        />
      ) : null}
      {overlap ? <RotationPanel subject={key} rotation={{ overlap, at }} /> : null}
      <div className="grid gap-x-12 gap-y-12 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Section title="Facts" action={<ScheduleButton subject={key} />}>
            <KeyFacts accessKey={key} usage={usage} now={now} />
          </Section>
          <KeyUse usage={usage} now={now} />
          <Section title="Versions" purpose="Each is one secret. The newest is the LATEST.">
            <KeyVersions accessKey={key} now={now} />
          </Section>
        </div>
        <div className="grid content-start gap-12">
          {key.rotateEveryDays !== null || key.milestones.some(({ kind }) => kind === "rotation") ? (
            <Section
              title="Event milestones"
              purpose="What is planned and what has happened, with the delay between them."
            >
              <Milestones milestones={key.milestones} reasons={REVOKE_WORDS} now={now} />
            </Section>
          ) : null}
          {events ? (
            <Section
              title="History"
              purpose={
                <>
                  Out of the audit log. Those of all keys:{" "}
                  <Link className="link" href={`${LIST}/history`}>
                    rotations and revocations
                  </Link>
                  .
                </>
              }
            >
              <KeyHistory path={`/keys/${id}`} events={events} paged={from !== null} now={now} />
            </Section>
          ) : null}
        </div>
      </div>
      <KeyDanger subject={key} />
    </KeyDesk>
  );
}
