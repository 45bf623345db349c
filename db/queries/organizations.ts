/** Organizations and groups, with what hangs on them. */
import { and, asc, count, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { OrganizationKind } from "@/lib/domain/applications/organizations";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { applications, groupMembers, groups, memberships, organizations, users } from "../schema";
import { changedOne } from "./changed-one";
import { grouped } from "./grouped";

export type OrganizationRow = typeof organizations.$inferSelect;
export type GroupRow = typeof groups.$inferSelect;

type Place = typeof organizations | typeof groups;
const oneOf = (place: Place, workspace: WorkspaceId, id: string) =>
  and(eq(place.workspaceId, workspace), eq(place.id, id));

export async function insertOrganization(tx: Tx, row: OrganizationRow): Promise<void> {
  await tx.insert(organizations).values(row);
}

export async function insertGroup(tx: Tx, row: GroupRow): Promise<void> {
  await tx.insert(groups).values(row);
}

async function nameTaken(
  tx: Tx,
  place: Place,
  workspace: WorkspaceId,
  { name, except }: { name: string; except?: string },
): Promise<boolean> {
  const found = await tx
    .select({ id: place.id })
    .from(place)
    .where(
      and(
        eq(place.workspaceId, workspace),
        eq(sql`lower(${place.name})`, sql`lower(${name})`),
        except === undefined ? undefined : ne(place.id, except),
      ),
    );
  return found.length > 0;
}

export const organizationNameTaken = (tx: Tx, workspace: WorkspaceId, name: string, except?: string) =>
  nameTaken(tx, organizations, workspace, { name, except });
export const groupNameTaken = (tx: Tx, workspace: WorkspaceId, name: string, except?: string) =>
  nameTaken(tx, groups, workspace, { name, except });

export async function lockOrganization(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
): Promise<OrganizationRow | null> {
  const [row] = await tx
    .select()
    .from(organizations)
    .where(oneOf(organizations, workspace, id))
    .for("update");
  return row ?? null;
}

export async function lockGroup(tx: Tx, workspace: WorkspaceId, id: string): Promise<GroupRow | null> {
  const [row] = await tx
    .select()
    .from(groups)
    .where(oneOf(groups, workspace, id))
    .for("update");
  return row ?? null;
}

export async function updateOrganization(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  set: Pick<OrganizationRow, "name" | "kind">,
): Promise<void> {
  const where = oneOf(organizations, workspace, id);
  changedOne(await tx.update(organizations).set(set).where(where).returning({ id: organizations.id }));
}

export async function updateGroup(tx: Tx, workspace: WorkspaceId, id: string, name: string): Promise<void> {
  const where = oneOf(groups, workspace, id);
  changedOne(await tx.update(groups).set({ name }).where(where).returning({ id: groups.id }));
}

/** How many applications that are not deleted belong to it. */
export const applicationsOfOrganization = (tx: Tx, workspace: WorkspaceId, id: string) =>
  applicationsOf(tx, workspace, "organizationId", id);
export const applicationsOfGroup = (tx: Tx, workspace: WorkspaceId, id: string) =>
  applicationsOf(tx, workspace, "groupId", id);

async function applicationsOf(
  tx: Tx,
  workspace: WorkspaceId,
  by: "organizationId" | "groupId",
  id: string,
): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(applications)
    .where(
      and(eq(applications.workspaceId, workspace), eq(applications[by], id), isNull(applications.deletedAt)),
    );
  return row!.n;
}

/** Deletes it; what deleted applications still say of it is forgotten. */
export async function deleteOrganization(tx: Tx, workspace: WorkspaceId, id: string): Promise<void> {
  await tx
    .update(applications)
    .set({ organizationId: null })
    .where(and(eq(applications.workspaceId, workspace), eq(applications.organizationId, id)));
  const where = oneOf(organizations, workspace, id);
  changedOne(await tx.delete(organizations).where(where).returning({ id: organizations.id }));
}

export async function deleteGroup(tx: Tx, workspace: WorkspaceId, id: string): Promise<void> {
  await tx
    .update(applications)
    .set({ groupId: null })
    .where(and(eq(applications.workspaceId, workspace), eq(applications.groupId, id)));
  const where = oneOf(groups, workspace, id);
  changedOne(await tx.delete(groups).where(where).returning({ id: groups.id }));
}

/** False where the person is in it already. */
export async function insertGroupMember(
  tx: Tx,
  workspace: WorkspaceId,
  member: { groupId: string; userId: string },
): Promise<boolean> {
  const made = await tx
    .insert(groupMembers)
    .values({ workspaceId: workspace, ...member })
    .onConflictDoNothing()
    .returning({ id: groupMembers.userId });
  return made.length > 0;
}

/** False where the person is not in it. */
export async function deleteGroupMember(
  tx: Tx,
  workspace: WorkspaceId,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<boolean> {
  const gone = await tx
    .delete(groupMembers)
    .where(
      and(
        eq(groupMembers.workspaceId, workspace),
        eq(groupMembers.groupId, groupId),
        eq(groupMembers.userId, userId),
      ),
    )
    .returning({ id: groupMembers.userId });
  return gone.length > 0;
}

/** The name of a member of the workspace, held until the commit; null where there is no such member. */
export async function holdMember(tx: Tx, workspace: WorkspaceId, userId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, workspace), eq(memberships.userId, userId)))
    .for("key share", { of: memberships });
  return row?.name ?? null;
}

export interface OrganizationListRow extends Omit<OrganizationRow, "workspaceId" | "kind"> {
  kind: OrganizationKind;
  applications: number;
}

export async function listOrganizations(db: Db, workspace: WorkspaceId): Promise<OrganizationListRow[]> {
  return db
    .select({
      id: organizations.id,
      name: organizations.name,
      kind: sql<OrganizationKind>`${organizations.kind}`,
      createdAt: organizations.createdAt,
      applications: count(applications.id),
    })
    .from(organizations)
    .leftJoin(
      applications,
      and(
        eq(applications.workspaceId, organizations.workspaceId),
        eq(applications.organizationId, organizations.id),
        isNull(applications.deletedAt),
      ),
    )
    .where(eq(organizations.workspaceId, workspace))
    .groupBy(organizations.id)
    .orderBy(asc(sql`lower(${organizations.name})`));
}

export interface GroupListRow extends Omit<GroupRow, "workspaceId"> {
  applications: number;
  members: { userId: string; name: string; email: string }[];
}

/** All groups, or those of one person. */
export async function listGroups(db: Db, workspace: WorkspaceId, of: string | null): Promise<GroupListRow[]> {
  const own = db
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .where(and(eq(groupMembers.workspaceId, workspace), eq(groupMembers.userId, of ?? workspace)));
  const rows = await db
    .select({
      id: groups.id,
      name: groups.name,
      createdAt: groups.createdAt,
      applications: count(applications.id),
    })
    .from(groups)
    .leftJoin(
      applications,
      and(
        eq(applications.workspaceId, groups.workspaceId),
        eq(applications.groupId, groups.id),
        isNull(applications.deletedAt),
      ),
    )
    .where(and(eq(groups.workspaceId, workspace), of === null ? undefined : inArray(groups.id, own)))
    .groupBy(groups.id)
    .orderBy(asc(sql`lower(${groups.name})`));
  const members = await db
    .select({ groupId: groupMembers.groupId, userId: users.id, name: users.name, email: users.email })
    .from(groupMembers)
    .innerJoin(users, eq(users.id, groupMembers.userId))
    .where(eq(groupMembers.workspaceId, workspace))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  const membersOf = grouped(members, ({ groupId }) => groupId);
  return rows.map((row) => ({
    ...row,
    members: (membersOf.get(row.id) ?? []).map(({ groupId: _, ...member }) => member),
  }));
}
