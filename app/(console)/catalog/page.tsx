import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { ReachedLink } from "@/components/ui/reached-link";
import { oneId } from "@/lib/contracts/list-filter";
import { actorMay } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { apiForm } from "@/lib/services/apis/form";
import { listApis } from "@/lib/services/apis/list";
import { getApplication } from "@/lib/services/applications/get";
import { applicationPowers } from "@/lib/services/applications/powers";
import { getWorkspace } from "@/lib/services/workspaces/get";
import type { Address } from "../address";
import { Denied } from "../denied";
import { AddApiButton } from "./add-api-button";
import { CatalogTable } from "./catalog-table";

/** The APIs that applications can subscribe to. */
export default async function CatalogPage({ searchParams }: { searchParams: Address }) {
  const admission = await admit("api:view");
  if (!admission.admitted) return <Denied what="the API catalog" {...admission} />;
  const { ctx } = await visit();
  const filter = await searchParams;
  const wanted = actorMay(ctx.actor, "subscription:request") ? oneId.parse(filter.application ?? null) : null;
  const [{ rows, total }, { environments }, form, application] = await Promise.all([
    ask(listApis, filter),
    ask(getWorkspace, {}),
    actorMay(ctx.actor, "api:edit") ? ask(apiForm, {}) : null,
    wanted ? applicant(wanted) : null,
  ]);
  const add = form && <AddApiButton form={form} />;
  return (
    <>
      <PageHeader
        title="API Catalog"
        purpose="Find an API and subscribe an application to it. Its credentials come with the subscription."
        // An empty catalog has the button in its middle.
        action={total > 0 || Object.keys(filter).some((name) => name !== "application") ? add : null}
      />
      {application ? (
        <Alert
          className="mb-6"
          title={
            <>
              Choose an API for <Bdi>{application.name}</Bdi>
            </>
          }
        >
          Open it and press Subscribe: the application is chosen there already.{" "}
          <ReachedLink className="link" href={`/applications/${application.id}`}>
            Back to the application
          </ReachedLink>
        </Alert>
      ) : null}
      <CatalogTable
        rows={rows}
        total={total}
        environments={environments}
        create={add}
        application={application?.id ?? null}
      />
    </>
  );
}

/** The application that an API is looked for; null where this visitor cannot subscribe it now. */
async function applicant(id: string) {
  const { subscribe } = await ask(applicationPowers, { ids: [id] });
  if (!subscribe?.includes(id)) return null;
  const application = await ask(getApplication, { id });
  return application.suspendedAt === null ? application : null;
}
