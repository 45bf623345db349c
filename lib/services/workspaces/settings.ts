import { z } from "zod";
import { countUses, getWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import type { Query } from "../card";

export interface SettingsInUse {
  workspace: WorkspaceRow;
  /** How many keys, deleted ones aside, belong to an environment or hold a scope: what cannot be taken away. */
  uses: { environments: Record<string, number>; scopes: Record<string, number> };
}

/** The workspace's settings, and which of them keys depend on. */
export const workspaceSettings: Query<z.ZodObject, SettingsInUse> = {
  name: "workspace.settings",
  permission: "workspace:edit",
  input: z.strictObject({}),
  async run(db, ctx) {
    const workspace = await getWorkspace(db, ctx.workspace);
    return workspace && { workspace, uses: await countUses(db, ctx.workspace) };
  },
};
