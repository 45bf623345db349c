import { z } from "zod";
import { getWorkspace as readWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import type { Query } from "../card";

/** The workspace's name, environments and scopes: what the forms offer. */
export const getWorkspace: Query<z.ZodObject, WorkspaceRow> = {
  name: "workspace.get",
  permission: "session:own",
  input: z.strictObject({}),
  run: (db, ctx) => readWorkspace(db, ctx.workspace),
};
