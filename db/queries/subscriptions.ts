/** Subscriptions, within the reach of whoever asks, and the key sets that each has. */
import { and, asc, count, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { Status } from "@/lib/domain/keys/status";
import { LIVE_SUBSCRIPTION_STATUSES, type SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";
import type { Db, Tx } from "../client";
import {
  apis,
  applications,
  keySets,
  keys,
  keyVersions,
  subscriptionKeySets,
  subscriptions,
} from "../schema";
import { changedOne } from "./changed-one";
import { grouped } from "./grouped";
import { latestVersion, statusAt } from "./key-status";
import { contains } from "./like";
import { type ApplicationReach, ofPerson, reached } from "./reach";

export interface SubscriptionRow extends Omit<typeof subscriptions.$inferSelect, "status"> {
  status: SubscriptionStatus;
}

const ofWorkspace = (workspace: WorkspaceId) => eq(subscriptions.workspaceId, workspace);

export async function insertSubscription(tx: Tx, row: SubscriptionRow): Promise<void> {
  await tx.insert(subscriptions).values(row);
}

export async function linkKeySets(
  tx: Tx,
  workspace: WorkspaceId,
  subscriptionId: string,
  keyIds: readonly string[],
): Promise<void> {
  const rows = keyIds.map((keyId) => ({ workspaceId: workspace as string, subscriptionId, keyId }));
  await tx.insert(subscriptionKeySets).values(rows);
}

/** Whether the application has one that is pending, active or suspended. */
export async function hasOpenOne(
  tx: Db | Tx,
  workspace: WorkspaceId,
  { applicationId, apiId, environment }: { applicationId: string; apiId: string; environment: string },
): Promise<boolean> {
  const found = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        ofWorkspace(workspace),
        eq(subscriptions.applicationId, applicationId),
        eq(subscriptions.apiId, apiId),
        eq(subscriptions.environment, environment),
        inArray(subscriptions.status, [...LIVE_SUBSCRIPTION_STATUSES]),
      ),
    );
  return found.length > 0;
}

/** Whose subscription it is, so that the application can be locked before it; null outside the reach. */
export async function applicationOf(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  reach: ApplicationReach,
): Promise<string | null> {
  const [row] = await tx
    .select({ applicationId: subscriptions.applicationId })
    .from(subscriptions)
    .innerJoin(applications, eq(applications.id, subscriptions.applicationId))
    .where(and(ofWorkspace(workspace), eq(subscriptions.id, id), reached(workspace, reach)));
  return row?.applicationId ?? null;
}

export async function lockSubscription(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
): Promise<(SubscriptionRow & { api: { name: string; version: string; retired: boolean } }) | null> {
  const retired = sql<boolean>`${apis.retiredAt} is not null`;
  const [row] = await tx
    .select({ subscription: subscriptions, api: { name: apis.name, version: apis.version, retired } })
    .from(subscriptions)
    .innerJoin(apis, eq(apis.id, subscriptions.apiId))
    .where(and(ofWorkspace(workspace), eq(subscriptions.id, id)))
    .for("no key update", { of: subscriptions });
  return row ? { ...(row.subscription as SubscriptionRow), api: row.api } : null;
}

/** Changes the status from what it was found to be. */
export async function decideSubscriptionRow(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  change: {
    from: SubscriptionStatus;
    to: SubscriptionStatus;
    decidedAt: Date;
    decidedByLabel: string;
    reason: string | null;
  },
): Promise<void> {
  const { from, to, ...set } = change;
  changedOne(
    await tx
      .update(subscriptions)
      .set({ status: to, ...set })
      .where(and(ofWorkspace(workspace), eq(subscriptions.id, id), eq(subscriptions.status, from)))
      .returning({ id: subscriptions.id }),
  );
}

/** The key sets of a subscription that exist. */
export async function keySetIdsOfSubscription(
  tx: Db | Tx,
  workspace: WorkspaceId,
  id: string,
): Promise<string[]> {
  const rows = await tx
    .select({ keyId: subscriptionKeySets.keyId })
    .from(subscriptionKeySets)
    .innerJoin(keys, eq(keys.id, subscriptionKeySets.keyId))
    .where(
      and(
        eq(subscriptionKeySets.workspaceId, workspace),
        eq(subscriptionKeySets.subscriptionId, id),
        isNull(keys.deletedAt),
      ),
    )
    .orderBy(asc(subscriptionKeySets.keyId));
  return rows.map(({ keyId }) => keyId);
}

/** Those of the key sets that no subscription in one of these statuses has. */
export async function keySetsWithout(
  tx: Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
  statuses: readonly SubscriptionStatus[],
): Promise<string[]> {
  if (keyIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ keyId: subscriptionKeySets.keyId })
    .from(subscriptionKeySets)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionKeySets.subscriptionId))
    .where(
      and(
        eq(subscriptionKeySets.workspaceId, workspace),
        inArray(subscriptionKeySets.keyId, [...keyIds]),
        inArray(subscriptions.status, [...statuses]),
      ),
    );
  const had = new Set(rows.map(({ keyId }) => keyId));
  return keyIds.filter((id) => !had.has(id));
}

export interface SubscriptionQuery {
  q: string;
  status: SubscriptionStatus[];
  environment: string[];
  application: string | null;
  api: string | null;
  /** Of the applications of this person, and those that they asked for. */
  requestedBy: string | null;
  order: "asc" | "desc";
  page: number;
  size: number;
}

export interface SubscriptionKeySet {
  id: string;
  name: string;
  authType: string;
  publicId: string;
}

export interface SubscriptionListRow
  extends Omit<SubscriptionRow, "workspaceId" | "applicationId" | "apiId"> {
  application: { id: string; name: string; suspended: boolean };
  api: { id: string; name: string; version: string; slug: string; retired: boolean };
  keySets: SubscriptionKeySet[];
}

export async function listSubscriptions(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  query: SubscriptionQuery,
): Promise<{ rows: SubscriptionListRow[]; total: number }> {
  const where = and(ofWorkspace(workspace), reached(workspace, reach), ...conditions(workspace, query));
  const order = query.order === "asc" ? asc : desc;
  const [rows, [all]] = await Promise.all([
    select(db)
      .where(where)
      .orderBy(order(subscriptions.requestedAt), order(subscriptions.id))
      .limit(query.size)
      .offset((query.page - 1) * query.size),
    db
      .select({ n: count() })
      .from(subscriptions)
      .innerJoin(applications, eq(applications.id, subscriptions.applicationId))
      .innerJoin(apis, eq(apis.id, subscriptions.apiId))
      .where(where),
  ]);
  return { rows: await withKeySets(db, workspace, rows), total: all!.n };
}

export async function readSubscription(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  id: string,
): Promise<SubscriptionListRow | null> {
  const rows = await select(db).where(
    and(ofWorkspace(workspace), reached(workspace, reach), eq(subscriptions.id, id)),
  );
  const [row] = await withKeySets(db, workspace, rows);
  return row ?? null;
}

function conditions(workspace: WorkspaceId, query: SubscriptionQuery): (SQL | undefined)[] {
  const { requestedBy } = query;
  return [
    contains(query.q, applications.name, apis.name, apis.slug, subscriptions.useCase),
    query.status.length > 0 ? inArray(subscriptions.status, query.status) : undefined,
    query.environment.length > 0 ? inArray(subscriptions.environment, query.environment) : undefined,
    query.application === null ? undefined : eq(subscriptions.applicationId, query.application),
    query.api === null ? undefined : eq(subscriptions.apiId, query.api),
    requestedBy === null
      ? undefined
      : or(eq(subscriptions.requestedBy, requestedBy), ofPerson(workspace, requestedBy)),
  ];
}

function select(db: Db) {
  return db
    .select({
      id: subscriptions.id,
      environment: subscriptions.environment,
      useCase: subscriptions.useCase,
      status: sql<SubscriptionStatus>`${subscriptions.status}`,
      requestedBy: subscriptions.requestedBy,
      requestedByLabel: subscriptions.requestedByLabel,
      requestedAt: subscriptions.requestedAt,
      decidedAt: subscriptions.decidedAt,
      decidedByLabel: subscriptions.decidedByLabel,
      reason: subscriptions.reason,
      application: {
        id: applications.id,
        name: applications.name,
        suspended: sql<boolean>`${applications.suspendedAt} is not null`,
      },
      api: {
        id: apis.id,
        name: apis.name,
        version: apis.version,
        slug: apis.slug,
        retired: sql<boolean>`${apis.retiredAt} is not null`,
      },
    })
    .from(subscriptions)
    .innerJoin(applications, eq(applications.id, subscriptions.applicationId))
    .innerJoin(apis, eq(apis.id, subscriptions.apiId))
    .$dynamic();
}

export interface SubscribedKeySet {
  id: string;
  name: string;
  authType: AuthType;
  publicId: string;
  status: Status;
}

/** The key sets of one subscription as they stand. */
export async function keySetsOfSubscription(
  db: Db,
  workspace: WorkspaceId,
  id: string,
  now: Date,
): Promise<SubscribedKeySet[]> {
  return db
    .select({
      id: keys.id,
      name: keys.name,
      authType: sql<AuthType>`${keySets.authType}`,
      publicId: keyVersions.publicId,
      status: statusAt(now) as SQL<Status>,
    })
    .from(subscriptionKeySets)
    .innerJoin(keySets, eq(keySets.keyId, subscriptionKeySets.keyId))
    .innerJoin(keys, eq(keys.id, subscriptionKeySets.keyId))
    .innerJoin(keyVersions, latestVersion)
    .where(
      and(
        eq(subscriptionKeySets.workspaceId, workspace),
        eq(subscriptionKeySets.subscriptionId, id),
        isNull(keys.deletedAt),
      ),
    )
    .orderBy(asc(keySets.authType), asc(keys.createdAt));
}

async function withKeySets(
  db: Db,
  workspace: WorkspaceId,
  rows: Omit<SubscriptionListRow, "keySets">[],
): Promise<SubscriptionListRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const found = await db
    .select({
      subscriptionId: subscriptionKeySets.subscriptionId,
      id: keySets.keyId,
      name: keys.name,
      authType: keySets.authType,
      publicId: sql<string>`(select v.public_id from key_versions v where v.key_id = ${keySets.keyId} and v.latest)`,
    })
    .from(subscriptionKeySets)
    .innerJoin(keySets, eq(keySets.keyId, subscriptionKeySets.keyId))
    .innerJoin(keys, eq(keys.id, subscriptionKeySets.keyId))
    .where(
      and(
        eq(subscriptionKeySets.workspaceId, workspace),
        inArray(subscriptionKeySets.subscriptionId, ids),
        isNull(keys.deletedAt),
      ),
    )
    .orderBy(asc(keySets.authType));
  const setsOf = grouped(found, ({ subscriptionId }) => subscriptionId);
  return rows.map((row) => ({
    ...row,
    keySets: (setsOf.get(row.id) ?? []).map(({ subscriptionId: _, ...set }) => set),
  }));
}
