import { config } from "@/lib/config";
import { ask, pageNow } from "@/lib/entry/page";
import { getWorkspace } from "@/lib/services/workspaces/get";
import type { DeskSetting } from "./desk-setting";

/** What the forms offer in this workspace. */
export async function readDesk(): Promise<DeskSetting> {
  const [workspace, now] = await Promise.all([ask(getWorkspace, {}), pageNow()]);
  const { environments, ownScopes, longestLifetimeDays, neverAllowed, rulers } = workspace;
  const lifetime = { longestLifetimeDays, neverAllowed, rulers };
  return { now, baseUrl: config().publicUrl.origin, environments, ownScopes, holding: null, lifetime };
}
