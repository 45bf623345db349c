import { listApis, readApi } from "@/db/queries/apis";
import { listApplications, readApplication } from "@/db/queries/applications";
import { getWorkspace } from "@/db/queries/workspaces";
import { subscriptionChoices as input } from "@/lib/contracts/subscriptions";
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

/** What the list of subscriptions can be narrowed to: the first hundred of each, by name. */
export const listChoices: Query<typeof input, SubscriptionChoices> = {
  name: "subscription.choices",
  permission: "subscription:view",
  input,
  async run(db, ctx, { application, api }) {
    const reach = reachIn(ctx, "subscription:view");
    const [workspace, applications, apis, ownApplication, ownApi] = await Promise.all([
      getWorkspace(db, ctx.workspace),
      listApplications(db, ctx.workspace, reach, unfiltered.applications),
      listApis(db, ctx.workspace, unfiltered.apis),
      application ? readApplication(db, ctx.workspace, reach, application) : null,
      api ? readApi(db, ctx.workspace, api) : null,
    ]);
    if (!workspace) return null;
    const versioned = (one: { id: string; name: string; version: string }) => ({
      id: one.id,
      name: `${one.name} ${one.version}`,
    });
    return {
      applications: withChosen(applications.rows, ownApplication),
      apis: withChosen(apis.rows.map(versioned), ownApi && versioned(ownApi)),
      environments: workspace.environments,
    };
  },
};

function withChosen(rows: Choice[], chosen: Choice | null): Choice[] {
  const known = rows.map(({ id, name }) => ({ id, name }));
  return chosen && !known.some(({ id }) => id === chosen.id)
    ? [{ id: chosen.id, name: chosen.name }, ...known]
    : known;
}
