import type { Db } from "@/db/client";
import { listApis, readApi } from "@/db/queries/apis";
import { listApplications, readApplication } from "@/db/queries/applications";
import { subscribedApis } from "@/db/queries/subscription-list";
import { getWorkspace } from "@/db/queries/workspaces";
import { subscriptionChoices as input } from "@/lib/contracts/subscriptions";
import type { WorkspaceId } from "@/lib/domain/brand";
import { actorMay } from "@/lib/domain/people/actor";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";

export interface Choice {
  id: string;
  name: string;
}
export interface SubscriptionChoices {
  applications: Choice[];
  apis: Choice[];
  environments: string[];
}

const first = { q: "", sort: "name", order: "asc", page: 1, size: 100 } as const;
const unfiltered = {
  apis: { ...first, environment: [], authType: [], approval: [], retired: "shown" as const },
  applications: { ...first, state: [], organization: [], group: [] },
};

/**
 * What the list of subscriptions can be narrowed to: the first hundred of each, by name. Whoever may not see the catalog is
 * offered the APIs of the subscriptions that they reach, and hears the name of no other.
 */
export const listChoices: Query<typeof input, SubscriptionChoices> = {
  name: "subscription.choices",
  permission: "subscription:view",
  input,
  async run(db, ctx, { application, api }) {
    const reach = reachIn(ctx, "subscription:view");
    const [workspace, applications, apis, ownApplication] = await Promise.all([
      getWorkspace(db, ctx.workspace),
      listApplications(db, ctx.workspace, reach, unfiltered.applications),
      actorMay(ctx.actor, "api:view")
        ? inCatalog(db, ctx.workspace, api)
        : subscribedApis(db, ctx.workspace, reach, { chosen: api, most: first.size }),
      application ? readApplication(db, ctx.workspace, reach, application) : null,
    ]);
    if (!workspace) return null;
    return {
      applications: withChosen(applications.rows, ownApplication),
      apis: apis.map(({ id, name, version }) => ({ id, name: `${name} ${version}` })),
      environments: workspace.environments,
    };
  },
};

async function inCatalog(db: Db, workspace: WorkspaceId, chosen: string | null) {
  const [{ rows }, api] = await Promise.all([
    listApis(db, workspace, unfiltered.apis),
    chosen ? readApi(db, workspace, chosen) : null,
  ]);
  return api && !rows.some(({ id }) => id === api.id) ? [api, ...rows] : rows;
}

function withChosen(rows: Choice[], chosen: Choice | null): Choice[] {
  const known = rows.map(({ id, name }) => ({ id, name }));
  return chosen && !known.some(({ id }) => id === chosen.id)
    ? [{ id: chosen.id, name: chosen.name }, ...known]
    : known;
}
