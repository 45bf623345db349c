import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { applications, groupMembers } from "../schema";

/** Whose applications: "all" of the workspace, or those that one person reaches. */
export type ApplicationReach = "all" | { userId: string };

/** The applications of a person: those of groups that they are in, and those without a group that they own. */
export function ofPerson(workspace: WorkspaceId, userId: string): SQL | undefined {
  const own = sql`(select ${groupMembers.groupId} from ${groupMembers}
    where ${groupMembers.workspaceId} = ${workspace} and ${groupMembers.userId} = ${userId})`;
  return or(
    inArray(applications.groupId, own),
    and(isNull(applications.groupId), eq(applications.ownerId, userId)),
  );
}

/** What keeps a person to their own applications: another's does not exist. */
export function reached(workspace: WorkspaceId, reach: ApplicationReach): SQL | undefined {
  return reach === "all" ? undefined : ofPerson(workspace, reach.userId);
}
