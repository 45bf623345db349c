/** Sessions: looked up on every request, so that what has ended counts at once. */
import { and, asc, desc, eq, gt, isNull, lte, ne } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { HeldRole } from "@/lib/domain/people/roles";
import type { Db, Tx } from "../client";
import { memberships, roles, sessions, users, workspaces } from "../schema";
import { roleColumns, roleOfMember, withRole } from "./roles";

export type SessionRow = typeof sessions.$inferSelect;

export interface Visitor {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  workspaceId: string;
  workspaceName: string;
  workspaceSlug: string;
  role: HeldRole;
  /** When the password was last given in this session. */
  confirmedAt: Date;
  /** To within a minute. */
  lastSeenAt: Date;
  /** IANA name; null = the browser's. */
  timeZone: string | null;
  /** How long Confirm waits for the second click; 0 = always a dialog. */
  confirmSeconds: number;
}

/** Who a live session belongs to, with the role of this very moment; null where any of it has ended. */
export async function findVisitor(db: Db, sessionId: string, now: Date): Promise<Visitor | null> {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      userId: users.id,
      name: users.name,
      email: users.email,
      workspaceId: workspaces.id,
      workspaceName: workspaces.name,
      workspaceSlug: workspaces.slug,
      ...roleColumns,
      confirmedAt: sessions.confirmedAt,
      lastSeenAt: sessions.lastSeenAt,
      timeZone: users.timeZone,
      confirmSeconds: users.confirmSeconds,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.workspaceId, sessions.workspaceId)),
    )
    .innerJoin(roles, roleOfMember)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        isNull(memberships.disabledAt),
      ),
    );
  return row ? withRole(row) : null;
}

export interface MembershipOf {
  workspaceId: string;
  workspaceName: string;
  role: HeldRole;
}

/** Where a user is a member and not disabled, oldest membership first. */
export async function membershipsOf(db: Db, userId: string): Promise<MembershipOf[]> {
  const rows = await db
    .select({ workspaceId: workspaces.id, workspaceName: workspaces.name, ...roleColumns })
    .from(memberships)
    .innerJoin(roles, roleOfMember)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(memberships.userId, userId), isNull(memberships.disabledAt)))
    .orderBy(asc(memberships.createdAt), asc(workspaces.id));
  return rows.map(withRole);
}

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.insert(sessions).values(row);
}

/** Ends a live session of a user; false where it had ended. */
export async function endSession(tx: Tx, userId: string, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return rows.length === 1;
}

/** Ends every live session of a user that looks at the workspace: whoever is invited again signs in again. */
export async function endSessionsIn(
  tx: Tx,
  workspace: WorkspaceId,
  userId: string,
  now: Date,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.workspaceId, workspace), eq(sessions.userId, userId), isNull(sessions.endedAt)));
}

/** A user's live sessions, the one seen last first. */
export async function liveSessions(db: Db, userId: string, now: Date): Promise<SessionRow[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt), asc(sessions.id));
}

/** Ends every live session of a user but one; the number of those that ended. */
export async function endOtherSessions(
  tx: Tx,
  userId: string,
  kept: string | null,
  now: Date,
): Promise<number> {
  const rows = await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        kept === null ? undefined : ne(sessions.id, kept),
      ),
    )
    .returning({ id: sessions.id });
  return rows.length;
}

/** Notes that the session's user gave the password; false where the session has ended. */
export async function confirmSession(tx: Tx, userId: string, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ confirmedAt: now })
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return rows.length === 1;
}

/** Notes that a session was seen, unless it was since `unless`: many requests at once make one write. */
export async function sessionSeen(db: Db, id: string, now: Date, unless: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lte(sessions.lastSeenAt, unless)));
}
