import {
  environmentsInUse,
  lockWorkspace,
  scopesInUse,
  updateWorkspace,
  type WorkspaceSettings,
} from "@/db/queries/workspaces";
import { editWorkspace } from "@/lib/contracts/workspaces";
import { type Command, refuse } from "../card";

/**
 * Changes the workspace's settings. No verdict on a key hangs on them: a key keeps its prefix, its environment and its
 * expiry, and what a key uses cannot be taken away. Gates and Outposts are told of what concerns tokens: the gates issue
 * them by it from then on, and Outposts ask for the new audience.
 */
export const changeWorkspace: Command<typeof editWorkspace, WorkspaceSettings> = {
  name: "workspace.edit",
  permission: "workspace:edit",
  input: editWorkspace,
  ownerLevel: true,
  async run(tx, ctx, input) {
    const workspace = await lockWorkspace(tx, ctx.workspace);
    if (!workspace) return refuse("not-found");
    const { name, keyPrefix, environments, ownScopes, longestLifetimeDays, neverAllowed } = workspace;
    const { tokenAudience, tokenMinutes } = workspace;
    const before = {
      ...{ name, keyPrefix, environments, ownScopes, longestLifetimeDays, neverAllowed },
      ...{ tokenAudience, tokenMinutes },
    };
    const after: WorkspaceSettings = { ...before, ...given(input) };
    const dropped = (was: string[], is: string[]) => was.filter((one) => !is.includes(one));
    if (await environmentsInUse(tx, ctx.workspace, dropped(environments, after.environments)))
      return refuse("environment-in-use");
    if (await scopesInUse(tx, ctx.workspace, dropped(ownScopes, after.ownScopes)))
      return refuse("scope-in-use");
    await updateWorkspace(tx, ctx.workspace, after);
    const forTokens = after.tokenAudience !== tokenAudience || after.tokenMinutes !== tokenMinutes;
    return {
      ok: true,
      value: after,
      event: {
        type: "workspace.edited",
        subject: { kind: "workspace", id: ctx.workspace, label: after.name },
        before,
        after: { ...after },
      },
      changes: forTokens ? [{ kind: "workspace", subjectId: ctx.workspace }] : [],
    };
  },
};

/** The fields that were sent; undefined is no value. */
function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
}
