import { actorMay, actorReach } from "@/lib/domain/people/actor";
import { ask, visit } from "@/lib/entry/page";
import { listGroups } from "@/lib/services/groups/list";
import { listOrganizations } from "@/lib/services/organizations/list";
import { listPeople } from "@/lib/services/people/list-people";
import type { Place, Places } from "./places";

/** The organizations, groups and people that the forms and filters offer the visitor. */
export async function readPlaces(): Promise<Places & { allGroups: Place[] }> {
  const {
    visitor: { userId },
    ctx: { actor },
  } = await visit();
  const ownGroupsOnly = actorReach(actor, "application:edit") !== "all";
  const sees = actorMay(actor, "organization:view");
  const [{ organizations }, { groups }, people] = await Promise.all([
    sees ? ask(listOrganizations, {}) : { organizations: [] },
    sees ? ask(listGroups, {}) : { groups: [] },
    !ownGroupsOnly && actorMay(actor, "member:view") ? ask(listPeople, {}) : null,
  ]);
  const isMine = (group: (typeof groups)[number]) => group.members.some((one) => one.userId === userId);
  return {
    organizations: organizations.map(placeOf),
    groups: groups.filter((group) => !ownGroupsOnly || isMine(group)).map(placeOf),
    allGroups: groups.map(placeOf),
    owners: people?.members.map(({ userId: id, name }) => ({ id, name })) ?? null,
    me: userId,
    ownGroupsOnly,
  };
}

const placeOf = ({ id, name }: Place): Place => ({ id, name });
