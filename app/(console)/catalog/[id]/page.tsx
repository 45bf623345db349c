import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { oneId } from "@/lib/contracts/list-filter";
import { actorMay } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { apiForm } from "@/lib/services/apis/form";
import { getApi } from "@/lib/services/apis/get";
import { listApplicants } from "@/lib/services/subscriptions/applicants";
import { listSubscriptions } from "@/lib/services/subscriptions/list";
import type { Address } from "../../address";
import { Denied } from "../../denied";
import { catalogAddress } from "../for-application";
import { ApiActions } from "./api-actions";
import { ApiFacts } from "./api-facts";
import { AuthTypes } from "./auth-types";
import { Subscribers } from "./subscribers";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Address;
}

/** One API: what whoever subscribes wants to know, and who has. */
export default async function ApiPage({ params, searchParams }: Props) {
  const admission = await admit("api:view");
  if (!admission.admitted) return <Denied what="the API catalog" {...admission} />;
  const [{ ctx }, { id }, address] = await Promise.all([visit(), params, searchParams]);
  const api = await ask(getApi, { id });
  const mayRequest = actorMay(ctx.actor, "subscription:request");
  const wanted = mayRequest ? oneId.parse(address.application ?? null) : null;
  const [form, subscriptions, found] = await Promise.all([
    actorMay(ctx.actor, "api:edit") ? ask(apiForm, { id }) : null,
    actorMay(ctx.actor, "subscription:view") ? ask(listSubscriptions, { api: id }) : null,
    wanted ? ask(listApplicants, { apiId: id, applicationId: wanted }) : null,
  ]);
  const [applicant = null] = found?.applications ?? [];
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "API Catalog", href: catalogAddress(applicant?.id ?? null) },
          { label: `${api.name} ${api.version}` },
        ]}
      />
      <PageHeader
        title={<Bdi>{api.name}</Bdi>}
        mark={
          <>
            <Badge>
              Version <Bdi>{api.version}</Bdi>
            </Badge>
            {api.retiredAt ? <Badge tone="ended">Retired</Badge> : null}
          </>
        }
        purpose={api.description ? <Bdi>{api.description}</Bdi> : undefined}
        action={
          <ApiActions
            api={api}
            form={form}
            applicant={applicant}
            mayRequest={mayRequest}
            mayDecide={actorMay(ctx.actor, "subscription:decide")}
          />
        }
      />
      <div className="grid gap-x-12 gap-y-12 xl:grid-cols-2">
        <div className="min-w-0">
          <Section title="Facts">
            <ApiFacts api={api} now={ctx.now} />
          </Section>
        </div>
        <div className="min-w-0">
          <Section
            title="Authentication"
            purpose="A subscription brings one key set for each type, by the policy of its template."
          >
            <AuthTypes authTypes={api.authTypes} linked={actorMay(ctx.actor, "policy-template:view")} />
          </Section>
        </div>
      </div>
      {subscriptions ? (
        <Section
          title="Who is subscribed"
          purpose="As far as you may see: the newest requests first."
          className="mt-12"
        >
          <Subscribers apiId={id} {...subscriptions} now={ctx.now} />
        </Section>
      ) : null}
    </>
  );
}
