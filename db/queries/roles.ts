/** The roles of a workspace. */
import type { WorkspaceId } from "@/lib/domain/brand";
import { ROLE_LABELS, ROLES } from "@/lib/domain/people/roles";
import type { Tx } from "../client";
import { roles } from "../schema";

/** What every workspace has from its beginning. */
export async function insertBuiltInRoles(tx: Tx, workspace: WorkspaceId, createdAt: Date): Promise<void> {
  await tx
    .insert(roles)
    .values(ROLES.map((slug) => ({ workspaceId: workspace, slug, name: ROLE_LABELS[slug], createdAt })));
}
