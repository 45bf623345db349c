import { z } from "zod";
import { countUses, getWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import type { LiveTokens } from "@/lib/domain/tokens/live-tokens";
import type { Query } from "../card";
import { issuerUrl } from "../tokens/issuer";
import { liveTokensOfWorkspace } from "../tokens/live-tokens";

export interface SettingsInUse {
  workspace: WorkspaceRow;
  /** How many keys, deleted ones aside, belong to an environment or hold a scope: what cannot be taken away. */
  uses: { environments: Record<string, number>; scopes: Record<string, number> };
  /** What an audience is where none is set. */
  issuer: string;
  /** Tokens that have not ended. */
  tokens: LiveTokens;
}

/** The workspace's settings, and which of them keys depend on. */
export const workspaceSettings: Query<z.ZodObject, SettingsInUse> = {
  name: "workspace.settings",
  permission: "workspace:edit",
  input: z.strictObject({}),
  async run(db, ctx) {
    const workspace = await getWorkspace(db, ctx.workspace);
    if (!workspace) return null;
    const [uses, tokens] = await Promise.all([
      countUses(db, ctx.workspace),
      liveTokensOfWorkspace(db, ctx.workspace, ctx.now),
    ]);
    return { workspace, uses, issuer: issuerUrl(workspace.slug), tokens };
  },
};
