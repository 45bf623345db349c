import { type KeySetFilterOptions, readFilterOptions } from "@/db/queries/key-set-filters";
import { getWorkspace } from "@/db/queries/workspaces";
import { keySetFilterNames } from "@/lib/contracts/key-sets";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";

export interface FilterOptions extends KeySetFilterOptions {
  environments: string[];
}

/** What Workspace > Keys offers to filter by: APIs, environments, organizations and groups of this workspace. */
export const keySetFilterOptions: Query<typeof keySetFilterNames, FilterOptions> = {
  name: "key-set.filter-options",
  permission: "key-set:view",
  input: keySetFilterNames,
  async run(db, ctx, chosen) {
    const reach = reachIn(ctx, "key-set:view");
    const [workspace, options] = await Promise.all([
      getWorkspace(db, ctx.workspace),
      readFilterOptions(db, ctx.workspace, reach, chosen),
    ]);
    return workspace && { ...options, environments: workspace.environments };
  },
};
