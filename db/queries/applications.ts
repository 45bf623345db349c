/** Applications, within the reach of whoever asks. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { LIVE_SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import type { Db, Tx } from "../client";
import { applications, groups, keySets, keys, organizations, subscriptions, users } from "../schema";
import { changedOne } from "./changed-one";
import { contains } from "./like";
import { type ApplicationReach, reached } from "./reach";

export type ApplicationRow = typeof applications.$inferSelect;

const exists = (workspace: WorkspaceId, reach: ApplicationReach) =>
  and(eq(applications.workspaceId, workspace), isNull(applications.deletedAt), reached(workspace, reach));

export async function insertApplication(tx: Tx, row: ApplicationRow): Promise<void> {
  await tx.insert(applications).values(row);
}

/**
 * The application, locked: everything about its subscriptions and the making of its key sets happens one after the
 * other. Take it before API, template and keys. Not "for update": key sets that are being changed refer to it.
 */
export async function lockApplication(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  reach: ApplicationReach,
): Promise<ApplicationRow | null> {
  const [row] = await tx
    .select()
    .from(applications)
    .where(and(exists(workspace, reach), eq(applications.id, id)))
    .for("no key update");
  return row ?? null;
}

/** Whether a group is one of a person's. */
export async function isInGroup(
  tx: Tx,
  workspace: WorkspaceId,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<boolean> {
  const [row] = await tx.execute(
    sql`select 1 from group_members where workspace_id = ${workspace} and group_id = ${groupId} and user_id = ${userId}`,
  );
  return row !== undefined;
}

/** Which of the things that an application may name are not there: their fields. */
export async function missingParts(
  tx: Tx,
  workspace: WorkspaceId,
  { organizationId, groupId }: { organizationId?: string | null; groupId?: string | null },
): Promise<("organizationId" | "groupId")[]> {
  const missing: ("organizationId" | "groupId")[] = [];
  for (const [field, table, id] of [
    ["organizationId", organizations, organizationId],
    ["groupId", groups, groupId],
  ] as const) {
    if (!id) continue;
    const found = await tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.workspaceId, workspace), eq(table.id, id)))
      .for("key share");
    if (found.length === 0) missing.push(field);
  }
  return missing;
}

export async function applicationNameTaken(
  tx: Tx,
  workspace: WorkspaceId,
  name: string,
  except?: string,
): Promise<boolean> {
  const found = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        exists(workspace, "all"),
        eq(sql`lower(${applications.name})`, sql`lower(${name})`),
        except === undefined ? undefined : ne(applications.id, except),
      ),
    );
  return found.length > 0;
}

export type ApplicationChange = Partial<
  Pick<
    ApplicationRow,
    | "name"
    | "description"
    | "organizationId"
    | "groupId"
    | "ownerId"
    | "externalId"
    | "suspendedAt"
    | "suspendedByLabel"
    | "suspendedReason"
    | "deletedAt"
  >
>;

export async function updateApplication(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  set: ApplicationChange,
): Promise<void> {
  changedOne(
    await tx
      .update(applications)
      .set(set)
      .where(and(exists(workspace, "all"), eq(applications.id, id)))
      .returning({ id: applications.id }),
  );
}

/** How many subscriptions of it are pending, active or suspended. */
export async function openSubscriptions(tx: Tx, workspace: WorkspaceId, id: string): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.workspaceId, workspace),
        eq(subscriptions.applicationId, id),
        inArray(subscriptions.status, [...LIVE_SUBSCRIPTION_STATUSES]),
      ),
    );
  return row!.n;
}

/** The ids of its key sets that exist. */
export async function keySetIdsOf(db: Db | Tx, workspace: WorkspaceId, id: string): Promise<string[]> {
  const rows = await db
    .select({ id: keySets.keyId })
    .from(keySets)
    .innerJoin(keys, eq(keys.id, keySets.keyId))
    .where(and(eq(keySets.workspaceId, workspace), eq(keySets.applicationId, id), isNull(keys.deletedAt)))
    .orderBy(asc(keySets.keyId));
  return rows.map((row) => row.id);
}

/** Those of the applications that somebody reaches. */
export async function reachedApplications(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: applications.id })
    .from(applications)
    .where(and(exists(workspace, reach), inArray(applications.id, [...ids])));
  return rows.map((row) => row.id);
}

export interface ApplicationQuery {
  q: string;
  state: ("active" | "suspended")[];
  organization: string[];
  group: string[];
  sort: "name" | "created";
  order: "asc" | "desc";
  page: number;
  size: number;
}

export interface ApplicationListRow extends Omit<ApplicationRow, "workspaceId" | "deletedAt"> {
  organization: string | null;
  group: string | null;
  owner: string | null;
  /** Pending, active and suspended ones. */
  subscriptions: number;
  keySets: number;
}

export async function listApplications(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  query: ApplicationQuery,
): Promise<{ rows: ApplicationListRow[]; total: number }> {
  const where = and(exists(workspace, reach), ...conditions(query));
  const order = query.order === "asc" ? asc : desc;
  const column = query.sort === "name" ? sql`lower(${applications.name})` : applications.createdAt;
  const [rows, [all]] = await Promise.all([
    select(db)
      .where(where)
      .orderBy(order(column), order(applications.id))
      .limit(query.size)
      .offset((query.page - 1) * query.size),
    db.select({ n: count() }).from(applications).where(where),
  ]);
  return { rows, total: all!.n };
}

export async function readApplication(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  id: string,
): Promise<ApplicationListRow | null> {
  const [row] = await select(db).where(and(exists(workspace, reach), eq(applications.id, id)));
  return row ?? null;
}

function select(db: Db) {
  return db
    .select({
      id: applications.id,
      name: applications.name,
      description: applications.description,
      organizationId: applications.organizationId,
      organization: organizations.name,
      groupId: applications.groupId,
      group: groups.name,
      ownerId: applications.ownerId,
      owner: users.name,
      externalId: applications.externalId,
      suspendedAt: applications.suspendedAt,
      suspendedByLabel: applications.suspendedByLabel,
      suspendedReason: applications.suspendedReason,
      createdAt: applications.createdAt,
      createdByLabel: applications.createdByLabel,
      subscriptions: sql<number>`(select count(*)::int from subscriptions s where s.workspace_id = ${applications.workspaceId}
        and s.application_id = ${applications.id} and s.status in ('pending', 'active', 'suspended'))`,
      keySets: sql<number>`(select count(*)::int from key_sets ks join keys k on k.id = ks.key_id
        where ks.workspace_id = ${applications.workspaceId} and ks.application_id = ${applications.id}
        and k.deleted_at is null and k.standing <> 'revoked')`,
    })
    .from(applications)
    .leftJoin(organizations, eq(organizations.id, applications.organizationId))
    .leftJoin(groups, eq(groups.id, applications.groupId))
    .leftJoin(users, eq(users.id, applications.ownerId))
    .$dynamic();
}

function conditions({ q, state, organization, group }: ApplicationQuery): (SQL | undefined)[] {
  const states = {
    active: isNull(applications.suspendedAt),
    suspended: isNotNull(applications.suspendedAt),
  };
  return [
    contains(q, applications.name, applications.description, applications.externalId),
    state.length > 0 ? or(...state.map((one) => states[one])) : undefined,
    organization.length > 0 ? inArray(applications.organizationId, organization) : undefined,
    group.length > 0 ? inArray(applications.groupId, group) : undefined,
  ];
}
