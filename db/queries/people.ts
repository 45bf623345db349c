/** Users, memberships, invitations. */
import { and, asc, count, desc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { type HeldRole, type Permission, roleMay } from "@/lib/domain/people/roles";
import type { Db, Tx } from "../client";
import { invitations, memberships, roles, users, workspaces } from "../schema";
import { changedOne } from "./changed-one";
import { roleColumns, roleOfMember, withRole } from "./roles";

export type UserRow = typeof users.$inferSelect;
export type InvitationRow = typeof invitations.$inferSelect;

export async function userByEmail(tx: Db | Tx, email: string): Promise<UserRow | null> {
  const [row] = await tx
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return row ?? null;
}

export async function insertUser(tx: Tx, row: UserRow): Promise<void> {
  await tx.insert(users).values(row);
}

export async function insertMembership(
  tx: Tx,
  workspace: WorkspaceId,
  row: { userId: string; role: string; createdAt: Date },
): Promise<void> {
  await tx.insert(memberships).values({ workspaceId: workspace, ...row });
}

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: HeldRole;
  joinedAt: Date;
  /** Since when the member may not enter; null = may. */
  disabledAt: Date | null;
}

export async function listMembers(tx: Db | Tx, workspace: WorkspaceId): Promise<Member[]> {
  const rows = await tx
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      ...roleColumns,
      joinedAt: memberships.createdAt,
      disabledAt: memberships.disabledAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(roles, roleOfMember)
    .where(eq(memberships.workspaceId, workspace))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  return rows.map(withRole);
}

/** The members who may enter and whose role has a permission. */
export async function membersWho(tx: Db, workspace: WorkspaceId, permission: Permission): Promise<Member[]> {
  const members = await listMembers(tx, workspace);
  return members.filter(({ role, disabledAt }) => disabledAt === null && roleMay(role, permission));
}

/**
 * The member, with the workspace locked: two Owners who demote each other at once must follow one
 * another, or the workspace would be left without any. `owners` counts those who may enter.
 */
export async function lockMember(
  tx: Tx,
  workspace: WorkspaceId,
  userId: string,
): Promise<(Member & { owners: number }) | null> {
  // Not "for update": every audit row refers to the workspace, and would wait for us while it holds a key that we want.
  await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, workspace))
    .for("no key update");
  const member = (await listMembers(tx, workspace)).find((candidate) => candidate.userId === userId);
  if (!member) return null;
  const [owners] = await tx
    .select({ n: count() })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, workspace),
        eq(memberships.role, "owner"),
        isNull(memberships.disabledAt),
      ),
    );
  return { ...member, owners: owners!.n };
}

export async function isMember(tx: Tx, workspace: WorkspaceId, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspace), eq(memberships.userId, userId)));
  return rows.length > 0;
}

export async function updateRole(
  tx: Tx,
  workspace: WorkspaceId,
  userId: string,
  from: string,
  to: string,
): Promise<void> {
  changedOne(
    await tx
      .update(memberships)
      .set({ role: to })
      .where(
        and(
          eq(memberships.workspaceId, workspace),
          eq(memberships.userId, userId),
          eq(memberships.role, from),
        ),
      )
      .returning({ id: memberships.userId }),
  );
}

/** Shuts a member out since an instant, or lets them in again (null). */
export async function updateDisabled(
  tx: Tx,
  workspace: WorkspaceId,
  userId: string,
  disabledAt: Date | null,
): Promise<void> {
  changedOne(
    await tx
      .update(memberships)
      .set({ disabledAt })
      .where(
        and(
          eq(memberships.workspaceId, workspace),
          eq(memberships.userId, userId),
          disabledAt === null ? isNotNull(memberships.disabledAt) : isNull(memberships.disabledAt),
        ),
      )
      .returning({ id: memberships.userId }),
  );
}

export async function deleteMembership(tx: Tx, workspace: WorkspaceId, userId: string): Promise<void> {
  changedOne(
    await tx
      .delete(memberships)
      .where(and(eq(memberships.workspaceId, workspace), eq(memberships.userId, userId)))
      .returning({ id: memberships.userId }),
  );
}

const open = (now: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt), gt(invitations.expiresAt, now));

export async function insertInvitation(tx: Tx, row: InvitationRow): Promise<void> {
  await tx.insert(invitations).values(row);
}

export async function openInvitations(
  tx: Db | Tx,
  workspace: WorkspaceId,
  now: Date,
): Promise<InvitationRow[]> {
  return tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.workspaceId, workspace), open(now)))
    .orderBy(desc(invitations.createdAt), asc(invitations.id));
}

/** An open invitation by its link. The one lookup without a workspace: the link is what names it. */
export async function invitationByDigest(db: Db, digest: Buffer, now: Date) {
  const [row] = await db
    .select({ invitation: invitations, workspaceName: workspaces.name })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .where(and(eq(invitations.tokenDigest, digest), open(now)));
  return row ?? null;
}

/** Closes an open invitation one way or the other; null where it is not open any more. */
export async function closeInvitation(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  how: "acceptedAt" | "withdrawnAt",
  now: Date,
): Promise<InvitationRow | null> {
  const rows = await tx
    .update(invitations)
    .set({ [how]: now })
    .where(and(eq(invitations.workspaceId, workspace), eq(invitations.id, id), open(now)))
    .returning();
  return rows[0] ?? null;
}

/** The user, locked against another change of the same person. */
export async function lockUser(tx: Tx, id: string): Promise<UserRow | null> {
  const [row] = await tx.select().from(users).where(eq(users.id, id)).for("no key update");
  return row ?? null;
}

export async function updateUser(
  tx: Tx,
  id: string,
  set: Partial<Pick<UserRow, "name" | "timeZone" | "confirmSeconds" | "passwordHash">>,
): Promise<void> {
  changedOne(await tx.update(users).set(set).where(eq(users.id, id)).returning({ id: users.id }));
}
