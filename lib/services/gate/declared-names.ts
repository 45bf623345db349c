import { getWorkspace } from "@/db/queries/workspaces";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { DeclaredNames } from "@/lib/domain/keys/unmet";
import { database } from "../database";
import { inTime } from "./in-time";

/** What a workspace declares, as the database has it now; null where there is no such workspace. */
export async function loadDeclaredNames(workspace: WorkspaceId): Promise<DeclaredNames | null> {
  const found = await inTime(getWorkspace(database(), workspace));
  return found && { environments: found.environments, ownScopes: found.ownScopes };
}
