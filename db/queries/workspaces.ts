import { and, arrayOverlaps, eq, inArray, isNull, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { apis, keys, workspaces } from "../schema";
import { changedOne } from "./changed-one";
import { insertBuiltInRoles } from "./roles";

export type WorkspaceRow = typeof workspaces.$inferSelect;

export async function getWorkspace(tx: Db | Tx, workspace: WorkspaceId): Promise<WorkspaceRow | null> {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, workspace));
  return row ?? null;
}

/** A workspace with the built-in roles: nobody can be a member without one. */
export async function insertWorkspace(tx: Tx, row: WorkspaceRow): Promise<void> {
  await tx.insert(workspaces).values(row);
  await insertBuiltInRoles(tx, row.id as WorkspaceId, row.createdAt);
}

/** The workspace, as no change of its settings can alter it before this transaction ends. Take it before any key's lock. */
export async function holdWorkspace(tx: Tx, workspace: WorkspaceId): Promise<WorkspaceRow | null> {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, workspace)).for("share");
  return row ?? null;
}

/**
 * The workspace, locked against every other change of it. Not "for update": every audit row refers to the workspace, and
 * would wait for us while it holds the end of the chain that we want.
 */
export async function lockWorkspace(tx: Tx, workspace: WorkspaceId): Promise<WorkspaceRow | null> {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, workspace)).for("no key update");
  return row ?? null;
}

export type WorkspaceSettings = Pick<
  WorkspaceRow,
  | "name"
  | "keyPrefix"
  | "environments"
  | "ownScopes"
  | "longestLifetimeDays"
  | "neverAllowed"
  | "tokenAudience"
  | "tokenMinutes"
>;

export async function updateWorkspace(tx: Tx, workspace: WorkspaceId, set: WorkspaceSettings): Promise<void> {
  changedOne(
    await tx.update(workspaces).set(set).where(eq(workspaces.id, workspace)).returning({ id: workspaces.id }),
  );
}

const notDeleted = (workspace: WorkspaceId) => and(eq(keys.workspaceId, workspace), isNull(keys.deletedAt));

/** Whether a key that is not deleted belongs to one of the environments, or an API of the catalog is offered there. */
export async function environmentsInUse(tx: Tx, workspace: WorkspaceId, names: string[]): Promise<boolean> {
  if (names.length === 0) return false;
  const found = await tx
    .select({ id: keys.id })
    .from(keys)
    .where(and(notDeleted(workspace), inArray(keys.environment, names)))
    .limit(1);
  if (found.length > 0) return true;
  const offered = await tx
    .select({ id: apis.id })
    .from(apis)
    .where(
      and(eq(apis.workspaceId, workspace), isNull(apis.retiredAt), arrayOverlaps(apis.environments, names)),
    )
    .limit(1);
  return offered.length > 0;
}

/** Whether a key that is not deleted holds one of the scopes. */
export async function scopesInUse(tx: Tx, workspace: WorkspaceId, scopes: string[]): Promise<boolean> {
  if (scopes.length === 0) return false;
  const found = await tx
    .select({ id: keys.id })
    .from(keys)
    .where(and(notDeleted(workspace), arrayOverlaps(keys.scopes, scopes)))
    .limit(1);
  return found.length > 0;
}

/** How many keys that are not deleted belong to each environment, and hold each scope. */
export async function countUses(
  db: Db,
  workspace: WorkspaceId,
): Promise<{ environments: Record<string, number>; scopes: Record<string, number> }> {
  const amount = sql<number>`count(*)::int`;
  const scope = sql<string>`unnest(${keys.scopes})`;
  const [environments, scopes] = await Promise.all([
    db
      .select({ name: keys.environment, amount })
      .from(keys)
      .where(notDeleted(workspace))
      .groupBy(keys.environment),
    db.select({ name: scope, amount }).from(keys).where(notDeleted(workspace)).groupBy(sql`1`),
  ]);
  const counts = (rows: { name: string | null; amount: number }[]) =>
    Object.fromEntries(rows.flatMap(({ name, amount: n }) => (name === null ? [] : [[name, n]])));
  return { environments: counts(environments), scopes: counts(scopes) };
}
