/** The roles of a workspace. Read anew wherever they decide: a withdrawn permission must not live on. */
import { and, asc, count, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { type RoleChanges, tableOf } from "@/lib/domain/people/role-table";
import { type HeldRole, ROLE_LABELS, ROLES, type RoleTable } from "@/lib/domain/people/roles";
import type { Db, Tx } from "../client";
import { invitations, keys, memberships, roles, users } from "../schema";
import { changedOne } from "./changed-one";

export type RoleRow = typeof roles.$inferSelect;

/** What every workspace has from its beginning. */
export async function insertBuiltInRoles(tx: Tx, workspace: WorkspaceId, createdAt: Date): Promise<void> {
  await tx
    .insert(roles)
    .values(ROLES.map((slug) => ({ workspaceId: workspace, slug, name: ROLE_LABELS[slug], createdAt })));
}

/** Roles that say the same share one table: a verifier has their holders in memory by the thousand. */
const tables = new Map<string, RoleTable>();
const mostTables = 1_000;

/** The role that a row stands for. `changes` as the database has it: the same text, the same table. */
export function heldRole(slug: string, name: string, changes: string): HeldRole {
  const text = `${slug} ${changes}`;
  let table = tables.get(text);
  if (table === undefined) {
    if (tables.size >= mostTables) tables.clear();
    table = Object.freeze(tableOf(slug, JSON.parse(changes) as RoleChanges));
    tables.set(text, table);
  }
  return { slug, name, table };
}

/** The columns of which `roleIn` makes a role. */
export const roleColumns = {
  roleSlug: roles.slug,
  roleName: roles.name,
  roleChanges: sql<string>`${roles.changes}::text`,
};

interface RoleColumns {
  roleSlug: string;
  roleName: string;
  roleChanges: string;
}

/** A row with its role in place of the role's columns. */
export function withRole<Row extends RoleColumns>(
  row: Row,
): Omit<Row, keyof RoleColumns> & { role: HeldRole } {
  const { roleSlug, roleName, roleChanges, ...rest } = row;
  return { ...rest, role: heldRole(roleSlug, roleName, roleChanges) };
}

/** How a membership finds its role. */
export const roleOfMember = and(
  eq(roles.workspaceId, memberships.workspaceId),
  eq(roles.slug, memberships.role),
);

export type StoredRole = HeldRole & Pick<RoleRow, "description" | "createdAt">;

/** All roles of a workspace: the built-in ones, the most powerful first, then its own by name. */
export async function listRoles(tx: Db | Tx, workspace: WorkspaceId): Promise<StoredRole[]> {
  const place = sql`array_position(${`{${ROLES.join(",")}}`}::text[], ${roles.slug})`;
  const rows = await tx
    .select({ ...roleColumns, description: roles.description, createdAt: roles.createdAt })
    .from(roles)
    .where(eq(roles.workspaceId, workspace))
    .orderBy(sql`${place} asc nulls last`, asc(sql`lower(${roles.name})`), asc(roles.slug));
  return rows.map((row) => {
    const { role, ...rest } = withRole(row);
    return { ...rest, ...role };
  });
}

/** One role, as of this moment; null where the workspace has none of that slug. */
export async function findRole(
  tx: Db | Tx,
  workspace: WorkspaceId,
  slug: string,
): Promise<StoredRole | null> {
  return (await listRoles(tx, workspace)).find((role) => role.slug === slug) ?? null;
}

/** Who has each role, and how many open invitations give it, by slug. */
export async function holdersOfRoles(tx: Db | Tx, workspace: WorkspaceId, now: Date) {
  const members = await tx
    .select({ slug: memberships.role, userId: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.workspaceId, workspace))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  const invited = await tx
    .select({ slug: invitations.role, n: count() })
    .from(invitations)
    .where(
      and(
        eq(invitations.workspaceId, workspace),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
        gt(invitations.expiresAt, now),
      ),
    )
    .groupBy(invitations.role);
  return (slug: string) => ({
    members: members.filter((one) => one.slug === slug).map(({ userId, name }) => ({ userId, name })),
    invitations: invited.find((one) => one.slug === slug)?.n ?? 0,
  });
}

export async function roleNameTaken(
  tx: Tx,
  workspace: WorkspaceId,
  name: string,
  except?: string,
): Promise<boolean> {
  const found = await tx
    .select({ slug: roles.slug })
    .from(roles)
    .where(
      and(
        eq(roles.workspaceId, workspace),
        eq(sql`lower(${roles.name})`, sql`lower(${name})`),
        except === undefined ? undefined : ne(roles.slug, except),
      ),
    );
  return found.length > 0;
}

export async function insertRole(tx: Tx, row: RoleRow): Promise<void> {
  await tx.insert(roles).values(row);
}

const oneRole = (workspace: WorkspaceId, slug: string) =>
  and(eq(roles.workspaceId, workspace), eq(roles.slug, slug));

/** Changes a role under the workspace's lock. */
export async function rewriteRole(
  tx: Tx,
  workspace: WorkspaceId,
  slug: string,
  set: Pick<RoleRow, "name" | "description" | "changes">,
): Promise<void> {
  changedOne(await tx.update(roles).set(set).where(oneRole(workspace, slug)).returning({ slug: roles.slug }));
}

/** Removes a role under the workspace's lock. That nobody has it, the database itself makes sure of. */
export async function deleteRole(tx: Tx, workspace: WorkspaceId, slug: string): Promise<void> {
  changedOne(await tx.delete(roles).where(oneRole(workspace, slug)).returning({ slug: roles.slug }));
}

/** The ids of the personal keys of everybody who has a role: they act by it. */
export async function personalKeysByRole(tx: Tx, workspace: WorkspaceId, slug: string): Promise<string[]> {
  const rows = await tx
    .select({ id: keys.id })
    .from(keys)
    .innerJoin(
      memberships,
      and(eq(memberships.workspaceId, keys.workspaceId), eq(memberships.userId, keys.ownerId)),
    )
    .where(and(eq(memberships.workspaceId, workspace), eq(memberships.role, slug), isNull(keys.deletedAt)))
    .orderBy(asc(keys.id));
  return rows.map(({ id }) => id);
}
