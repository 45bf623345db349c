import { actorReach } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { listApplications } from "@/lib/services/applications/list";
import { applicationPowers } from "@/lib/services/applications/powers";
import { Denied } from "../denied";
import { ApplicationsDesk } from "./_applications/applications-desk";
import { readPlaces } from "./_applications/read-places";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ApplicationsPage({ searchParams }: Props) {
  const admission = await admit("application:view");
  if (!admission.admitted) return <Denied what="applications" {...admission} />;
  const [{ rows, total }, { allGroups, ...places }] = await Promise.all([
    searchParams.then((filter) => ask(listApplications, filter)),
    readPlaces(),
  ]);
  const { ctx } = await visit();
  const powers = await ask(applicationPowers, { ids: rows.map(({ id }) => id) });
  return (
    <ApplicationsDesk
      rows={rows}
      total={total}
      powers={powers}
      places={places}
      groups={allGroups}
      seesAll={actorReach(ctx.actor, "application:view") === "all"}
    />
  );
}
