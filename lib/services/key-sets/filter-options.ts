import { type KeySetFilterOptions, readFilterOptions } from "@/db/queries/key-set-filters";
import { getWorkspace } from "@/db/queries/workspaces";
import { keySetFilterNames } from "@/lib/contracts/key-sets";
import { actorMay } from "@/lib/domain/people/actor";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";

export interface FilterOptions extends KeySetFilterOptions {
  environments: string[];
}

/**
 * What Workspace > Keys offers to filter by: the APIs, organizations and groups that occur among the key sets one
 * reaches, and the workspace's environments.
 */
export const keySetFilterOptions: Query<typeof keySetFilterNames, FilterOptions> = {
  name: "key-set.filter-options",
  permission: "key-set:view",
  input: keySetFilterNames,
  async run(db, ctx, { api, application }) {
    const chosen = { api: actorMay(ctx.actor, "api:view") ? api : [], application };
    const reach = reachIn(ctx, "key-set:view");
    const [workspace, options] = await Promise.all([
      getWorkspace(db, ctx.workspace),
      readFilterOptions(db, ctx.workspace, reach, chosen),
    ]);
    return workspace && { ...options, environments: workspace.environments };
  },
};
