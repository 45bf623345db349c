/** What Workspace > Keys can be filtered by: the names behind the ids in its address. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db } from "../client";
import { apis, applications, groupMembers, groups, organizations } from "../schema";
import { type ApplicationReach, reached } from "./reach";

/** As many of each as a menu can hold; those that are chosen stand in it in any case. */
const MOST = 200;

export interface Named {
  id: string;
  name: string;
}
export interface KeySetFilterOptions {
  apis: Named[];
  organizations: Named[];
  groups: Named[];
  /** The one that the address names, where one reaches it. */
  application: Named | null;
}

export async function readFilterOptions(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  chosen: { api: string[]; application: string | null },
): Promise<KeySetFilterOptions> {
  const [named, first, organizationRows, groupRows, application] = await Promise.all([
    chosen.api.length > 0 ? apiNames(db, workspace, chosen.api) : [],
    apiNames(db, workspace, null),
    db
      .select({ id: organizations.id, name: organizations.name })
      .from(organizations)
      .where(eq(organizations.workspaceId, workspace))
      .orderBy(asc(sql`lower(${organizations.name})`))
      .limit(MOST),
    db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(eq(groups.workspaceId, workspace), ofGroups(reach)))
      .orderBy(asc(sql`lower(${groups.name})`))
      .limit(MOST),
    chosen.application === null
      ? []
      : db
          .select({ id: applications.id, name: applications.name })
          .from(applications)
          .where(
            and(
              eq(applications.workspaceId, workspace),
              eq(applications.id, chosen.application),
              reached(workspace, reach),
            ),
          ),
  ]);
  const known = new Set(first.map(({ id }) => id));
  return {
    apis: [...named.filter(({ id }) => !known.has(id)), ...first],
    organizations: organizationRows,
    groups: groupRows,
    application: application[0] ?? null,
  };
}

/** Those of the catalog, or those that are named, retired ones too. */
async function apiNames(db: Db, workspace: WorkspaceId, ids: string[] | null): Promise<Named[]> {
  return db
    .select({ id: apis.id, name: sql<string>`${apis.name} || ' ' || ${apis.version}` })
    .from(apis)
    .where(
      and(eq(apis.workspaceId, workspace), ids === null ? isNull(apis.retiredAt) : inArray(apis.id, ids)),
    )
    .orderBy(asc(sql`lower(${apis.name})`), asc(apis.version))
    .limit(MOST);
}

function ofGroups(reach: ApplicationReach) {
  if (reach === "all") return undefined;
  return sql`exists (select from ${groupMembers} where ${groupMembers.groupId} = ${groups.id}
    and ${groupMembers.userId} = ${reach.userId})`;
}
