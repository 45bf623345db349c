import { actorMay } from "@/lib/domain/people/actor";
import { admit, ask, visit } from "@/lib/entry/page";
import { listGroups } from "@/lib/services/groups/list";
import { listOrganizations } from "@/lib/services/organizations/list";
import { listPeople } from "@/lib/services/people/list-people";
import { Denied } from "../../denied";
import { OrganizationsView } from "./organizations-view";

export default async function OrganizationsPage() {
  const admission = await admit("organization:edit");
  if (!admission.admitted) return <Denied what="organizations and groups" {...admission} />;
  const { ctx } = await visit();
  const [{ organizations }, { groups }, people] = await Promise.all([
    ask(listOrganizations, {}),
    ask(listGroups, {}),
    actorMay(ctx.actor, "member:view") ? ask(listPeople, {}) : null,
  ]);
  return (
    <OrganizationsView
      organizations={organizations}
      groups={groups}
      people={people?.members.map(({ userId, name, email }) => ({ userId, name, email })) ?? null}
      now={ctx.now}
    />
  );
}
