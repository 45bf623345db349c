/** Subscriptions as they are listed and shown, within the reach of whoever asks, with the key sets that each has. */
import { and, asc, count, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { Status, VersionTimes } from "@/lib/domain/keys/status";
import type { SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";
import type { Db } from "../client";
import {
  apis,
  applications,
  keySets,
  keys,
  keyVersions,
  subscriptionKeySets,
  subscriptions,
} from "../schema";
import { grouped } from "./grouped";
import { latestVersion, statusAt } from "./key-status";
import { contains } from "./like";
import { type ApplicationReach, ofPerson, reached } from "./reach";
import type { SubscriptionRow } from "./subscriptions";
import { versionTimes } from "./version-times";

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
  const where = and(
    eq(subscriptions.workspaceId, workspace),
    reached(workspace, reach),
    ...conditions(workspace, query),
  );
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
    and(eq(subscriptions.workspaceId, workspace), reached(workspace, reach), eq(subscriptions.id, id)),
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

/** The APIs of the subscriptions that one reaches, by name; `chosen` first, where it is among them. */
export async function subscribedApis(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  { chosen, most }: { chosen: string | null; most: number },
): Promise<{ id: string; name: string; version: string }[]> {
  const occurring = db
    .select({ apiId: subscriptions.apiId })
    .from(subscriptions)
    .innerJoin(applications, eq(applications.id, subscriptions.applicationId))
    .where(and(eq(subscriptions.workspaceId, workspace), reached(workspace, reach)));
  return db
    .select({ id: apis.id, name: apis.name, version: apis.version })
    .from(apis)
    .where(and(eq(apis.workspaceId, workspace), inArray(apis.id, occurring)))
    .orderBy(
      desc(sql`${apis.id} is not distinct from ${chosen}::uuid`),
      asc(sql`lower(${apis.name})`),
      asc(apis.version),
    )
    .limit(most);
}

export interface SubscribedKeySet {
  id: string;
  name: string;
  authType: AuthType;
  publicId: string;
  status: Status;
  createdAt: Date;
  /** Of its LATEST. */
  version: VersionTimes;
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
      createdAt: keys.createdAt,
      version: versionTimes,
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
