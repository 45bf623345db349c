import { z } from "zod";
import { membersWho } from "@/db/queries/people";
import { getWorkspace as readWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import type { Query } from "../card";

export interface WorkspaceFacts extends WorkspaceRow {
  /** Who can allow what the workspace forbids; empty where it forbids nothing. */
  rulers: string[];
}

/** The workspace's name, environments, scopes and rules: what the forms offer. */
export const getWorkspace: Query<z.ZodObject, WorkspaceFacts> = {
  name: "workspace.get",
  permission: "session:own",
  input: z.strictObject({}),
  async run(db, ctx) {
    const workspace = await readWorkspace(db, ctx.workspace);
    if (!workspace) return null;
    const forbids = !workspace.neverAllowed || workspace.longestLifetimeDays !== null;
    const owners = forbids ? await membersWho(db, ctx.workspace, "workspace:edit") : [];
    return { ...workspace, rulers: owners.map(({ name }) => name) };
  },
};
