/** Personal keys: of one person, or of all. A person has few, so their table is ordered without an index of its own. */
import { and, asc, count, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { STATUSES } from "@/lib/domain/keys/status";
import type { Db, Tx } from "../client";
import { keys, keyVersions, memberships, roles, users } from "../schema";
import { latestVersion, statusAt } from "./key-status";
import { type ListedKey, listedKey } from "./listed-key";
import { roleOfMember } from "./roles";
import { holdWorkspace } from "./workspaces";

export interface PersonalKeyQuery {
  sort: "name" | "created" | "expires" | "lastUsed" | "status";
  order: "asc" | "desc";
  page: number;
  size: number;
}

export interface PersonalKeyListRow extends ListedKey {
  /** Whose it is, with slug and name of the role; null = no member any more. */
  member: {
    userId: string;
    name: string;
    email: string;
    role: string | null;
    roleName: string | null;
    disabled: boolean;
  };
}

/** One page of personal keys, of `owner` or (null) of everybody, and how many there are. */
export async function listPersonalKeys(
  db: Db,
  workspace: WorkspaceId,
  owner: string | null,
  query: PersonalKeyQuery,
  now: Date,
): Promise<{ rows: PersonalKeyListRow[]; total: number }> {
  const where = and(
    eq(keys.workspaceId, workspace),
    eq(keys.kind, "personal"),
    isNull(keys.deletedAt),
    owner === null ? undefined : eq(keys.ownerId, owner),
  );
  const direction = query.order === "asc" ? asc : desc;
  const rows = await db
    .select({
      ...listedKey(now),
      member: {
        userId: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        roleName: roles.name,
        disabled: sql<boolean>`${memberships.disabledAt} is not null`,
      },
    })
    .from(keys)
    .innerJoin(keyVersions, latestVersion)
    .innerJoin(users, eq(users.id, keys.ownerId))
    .leftJoin(
      memberships,
      and(eq(memberships.workspaceId, keys.workspaceId), eq(memberships.userId, keys.ownerId)),
    )
    .leftJoin(roles, roleOfMember)
    .where(where)
    .orderBy(orderOf(query, now), direction(keys.id))
    .limit(query.size)
    .offset((query.page - 1) * query.size);
  const [total] = await db.select({ n: count() }).from(keys).where(where);
  return { rows: rows as PersonalKeyListRow[], total: total!.n };
}

function orderOf({ sort, order }: PersonalKeyQuery, now: Date): SQL {
  const direction = order === "asc" ? asc : desc;
  switch (sort) {
    case "name":
      return direction(sql`lower(${keys.name})`);
    case "created":
      return direction(keys.createdAt);
    case "expires":
      return direction(keys.expiresAt);
    case "lastUsed":
      // A key that was never used comes before all uses.
      return order === "asc"
        ? sql`${keys.lastUsedAt} asc nulls first`
        : sql`${keys.lastUsedAt} desc nulls last`;
    case "status": {
      const words = sql.join(
        STATUSES.map((word) => sql`${word}`),
        sql`, `,
      );
      return direction(sql`array_position(array[${words}]::text[], ${statusAt(now)})`);
    }
  }
}

/** The ids of all personal keys of a person in this workspace. */
export async function personalKeyIds(tx: Tx, workspace: WorkspaceId, owner: string): Promise<string[]> {
  const rows = await tx
    .select({ id: keys.id })
    .from(keys)
    .where(and(eq(keys.workspaceId, workspace), eq(keys.ownerId, owner), isNull(keys.deletedAt)))
    .orderBy(asc(keys.id));
  return rows.map(({ id }) => id);
}

/** How many personal keys each member has that would let them in: neither revoked nor expired. By user id. */
export async function livePersonalKeys(
  db: Db,
  workspace: WorkspaceId,
  now: Date,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ owner: keys.ownerId, n: count() })
    .from(keys)
    .innerJoin(keyVersions, latestVersion)
    .where(
      and(
        eq(keys.workspaceId, workspace),
        eq(keys.kind, "personal"),
        isNull(keys.deletedAt),
        sql`${statusAt(now)} in ('pending', 'active', 'suspended')`,
      ),
    )
    .groupBy(keys.ownerId);
  return new Map(rows.map(({ owner, n }) => [owner!, n]));
}

/**
 * The workspace for whoever makes a personal key, held against every change of membership until the commit: a key made
 * beside a removal would outlive its user's membership, and work again when they come back. Null where the person may
 * not enter.
 */
export async function workspaceOfMember(tx: Tx, workspace: WorkspaceId, userId: string) {
  const row = await holdWorkspace(tx, workspace);
  const [member] = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, workspace),
        eq(memberships.userId, userId),
        isNull(memberships.disabledAt),
      ),
    );
  return row && member ? row : null;
}
