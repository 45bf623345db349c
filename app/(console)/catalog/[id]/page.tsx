import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { actorMay } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { apiForm } from "@/lib/services/apis/form";
import { getApi } from "@/lib/services/apis/get";
import { listSubscriptions } from "@/lib/services/subscriptions/list";
import { Denied } from "../../denied";
import { ApiActions } from "./api-actions";
import { ApiFacts } from "./api-facts";
import { AuthTypes } from "./auth-types";
import { Subscribers } from "./subscribers";

export const metadata: Metadata = { title: "API" };

/** One API: what whoever subscribes wants to know, and who has. */
export default async function ApiPage({ params }: { params: Promise<{ id: string }> }) {
  const admission = await admit("api:view");
  if (!admission.admitted) return <Denied what="the API catalog" {...admission} />;
  const [{ ctx }, { id }] = await Promise.all([visit(), params]);
  const api = await ask(getApi, { id });
  const [form, subscriptions] = await Promise.all([
    actorMay(ctx.actor, "api:edit") ? ask(apiForm, { id }) : null,
    actorMay(ctx.actor, "subscription:view") ? ask(listSubscriptions, { api: id }) : null,
  ]);
  return (
    <>
      <Breadcrumbs
        items={[{ label: "API Catalog", href: "/catalog" }, { label: `${api.name} ${api.version}` }]}
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
            mayRequest={actorMay(ctx.actor, "subscription:request")}
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
