import type { Tx } from "@/db/client";
import { holdWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import { scopesBeyond } from "@/lib/domain/people/actor";
import { knownScopes, missingScopes } from "@/lib/domain/scopes";
import type { Outcome } from "../card";
import type { Context } from "../context";

type Checked = { ok: true; workspace: WorkspaceRow } | Exclude<Outcome<never>, { ok: true }>;
type Grant = { environment: string; scopes: string[] };

/** Checks what a new key shall be for against the workspace, and against the powers of whoever makes it. */
export async function checkGrant(tx: Tx, ctx: Context, { environment, scopes }: Grant): Promise<Checked> {
  const workspace = (await holdWorkspace(tx, ctx.workspace)) as WorkspaceRow;
  const unknown = missingScopes(knownScopes(workspace.ownScopes), scopes);
  if (unknown.length > 0)
    return { ok: false, fields: { scopes: `Not known in this workspace: ${unknown.join(", ")}.` } };
  if (!workspace.environments.includes(environment)) {
    return {
      ok: false,
      fields: { environment: `Choose one of: ${workspace.environments.join(", ")}.` },
    };
  }
  if (scopesBeyond(ctx.actor, scopes).length > 0) return { ok: false, refusal: "scope-not-held" };
  return { ok: true, workspace };
}
