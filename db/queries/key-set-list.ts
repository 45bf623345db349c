/** The page of Workspace > Keys: filtered, ordered and counted by the database. */
import { and, asc, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { KeySetSort } from "@/lib/domain/key-sets/list-words";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import type { Status } from "@/lib/domain/keys/status";
import type { Db, Tx } from "../client";
import {
  apis,
  applications,
  groups,
  keySets,
  keys,
  keyVersions,
  organizations,
  policyTemplates,
  subscriptionKeySets,
  subscriptions,
} from "../schema";
import { byIndex } from "./by-index";
import { expiryCondition, textCondition } from "./key-conditions";
import { idsOnPage, keyColumns, orderBy } from "./key-page";
import { hasStatus, latestVersion } from "./key-status";
import { type ListedKey, listedKey } from "./listed-key";
import { type ApplicationReach, reached } from "./reach";

export interface KeySetListQuery {
  q: string;
  status: Status[];
  authType: AuthType[];
  environment: string[];
  api: string[];
  application: string | null;
  organization: string[];
  group: string[];
  expiry: "never" | "in7" | "in30" | "in90" | "past" | null;
  createdFrom: string | null;
  createdTo: string | null;
  rotatedFrom: string | null;
  rotatedTo: string | null;
  lastUsedFrom: string | null;
  lastUsedTo: string | null;
  expiresFrom: string | null;
  expiresTo: string | null;
  sort: KeySetSort;
  order: "asc" | "desc";
  page: number;
  size: number;
}

export interface KeySetListRow extends ListedKey {
  authType: AuthType;
  environment: string;
  rotatesAt: Date | null;
  /** When LATEST was made. */
  rotatedAt: Date | null;
  policy: Policy;
  application: { id: string; name: string; suspended: boolean };
  organization: { id: string; name: string } | null;
  group: { id: string; name: string } | null;
  /** That an active subscription opens to it, by name. */
  apis: { id: string; name: string; version: string; slug: string }[];
}

const columns: Record<KeySetSort, SQL> = { ...keyColumns, rotates: sql`${keys.rotatesAt}` };

/** One page of the key sets that somebody reaches, and how many match (at most COUNT_LIMIT + 1, which means more). */
export async function listKeySets(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  query: KeySetListQuery,
  now: Date,
): Promise<{ rows: KeySetListRow[]; total: number }> {
  return byIndex(db, async (tx) => {
    const text = query.q ? await textCondition(tx, workspace, query.q) : undefined;
    const places = await placeConditions(tx, workspace, reach, query);
    const order = orderBy(columns[query.sort], query);
    const { ids, total } = await idsOnPage(
      tx,
      [...conditions(workspace, query, now), text, ...places],
      order,
      query,
    );
    return { rows: ids ? await readRows(tx, ids, order, now) : [], total };
  });
}

function conditions(workspace: WorkspaceId, query: KeySetListQuery, now: Date): (SQL | undefined)[] {
  return [
    eq(keys.workspaceId, workspace),
    // Written out, so that the index of rotations is known to hold all that is asked for.
    sql`${keys.kind} = 'key_set'`,
    isNull(keys.deletedAt),
    query.status.length > 0 ? hasStatus(query.status, now) : undefined,
    query.authType.length > 0 ? inArray(keys.authType, query.authType) : undefined,
    query.environment.length > 0 ? inArray(keys.environment, query.environment) : undefined,
    expiryCondition(query.expiry, now),
    ...within(keys.createdAt, query.createdFrom, query.createdTo),
    ...within(keys.issuedAt, query.rotatedFrom, query.rotatedTo),
    ...within(keys.lastUsedAt, query.lastUsedFrom, query.lastUsedTo),
    ...within(keys.expiresAt, query.expiresFrom, query.expiresTo),
  ];
}

type Instant = typeof keys.createdAt | typeof keys.issuedAt | typeof keys.lastUsedAt | typeof keys.expiresAt;

/** From the beginning of a day in UTC to the end of another. */
function within(column: Instant, from: string | null, to: string | null): (SQL | undefined)[] {
  const start = (day: string) => new Date(`${day}T00:00:00Z`);
  return [
    from === null ? undefined : gte(column, start(from)),
    to === null ? undefined : lt(column, new Date(start(to).getTime() + 86_400_000)),
  ];
}

/**
 * What is asked of the application and the APIs. Where few key sets answer it, these are looked at; where many do, a
 * page and the total are soon full by walking the page's own order and looking each one up.
 */
async function placeConditions(
  tx: Tx,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  query: KeySetListQuery,
): Promise<SQL[]> {
  const wanted: SQL[] = [];
  const { application, organization, group, api } = query;
  if (reach !== "all" || application !== null || organization.length > 0 || group.length > 0)
    wanted.push(sql`select ${keySets.keyId} as id from ${applications}
      join ${keySets} on ${keySets.workspaceId} = ${applications.workspaceId} and ${keySets.applicationId} = ${applications.id}
      where ${and(
        eq(applications.workspaceId, workspace),
        reached(workspace, reach),
        application === null ? undefined : eq(applications.id, application),
        organization.length > 0 ? inArray(applications.organizationId, organization) : undefined,
        group.length > 0 ? inArray(applications.groupId, group) : undefined,
      )}`);
  if (api.length > 0)
    wanted.push(sql`select ${subscriptionKeySets.keyId} as id from ${subscriptions}
      join ${subscriptionKeySets} on ${subscriptionKeySets.subscriptionId} = ${subscriptions.id}
      where ${and(
        eq(subscriptions.workspaceId, workspace),
        inArray(subscriptions.apiId, api),
        inArray(subscriptions.status, ["pending", "active", "suspended"]),
      )}`);
  return Promise.all(wanted.map((ids) => among(tx, ids)));
}

async function among(tx: Tx, ids: SQL): Promise<SQL> {
  const rows = await tx.execute<{ id: string }>(sql`${ids} limit ${COUNT_LIMIT + 1}`);
  if (rows.length <= COUNT_LIMIT) {
    const list = `{${rows.map(({ id }) => id)}}`;
    return sql`${keys.id} = any (${list}::uuid[])`;
  }
  // With a limit of its own the planner looks each key up, instead of reading all that match first.
  return sql`(select true from (${ids}) as found where found.id = ${keys.id} limit 1)`;
}

async function readRows(tx: Tx, ids: string[], order: SQL, now: Date): Promise<KeySetListRow[]> {
  const rows = await tx
    .select({
      ...listedKey(now),
      authType: sql<AuthType>`${keySets.authType}`,
      environment: keySets.environment,
      rotatesAt: keys.rotatesAt,
      rotatedAt: keys.issuedAt,
      policy: keySets.policy,
      application: {
        id: applications.id,
        name: applications.name,
        suspended: sql<boolean>`${applications.suspendedAt} is not null`,
      },
      organization: { id: organizations.id, name: organizations.name },
      group: { id: groups.id, name: groups.name },
    })
    .from(keys)
    .innerJoin(keyVersions, latestVersion)
    .innerJoin(keySets, eq(keySets.keyId, keys.id))
    .innerJoin(applications, eq(applications.id, keySets.applicationId))
    .leftJoin(organizations, eq(organizations.id, applications.organizationId))
    .leftJoin(groups, eq(groups.id, applications.groupId))
    .where(inArray(keys.id, ids))
    .orderBy(order);
  const opened = await tx
    .selectDistinct({
      keyId: subscriptionKeySets.keyId,
      id: apis.id,
      name: apis.name,
      version: apis.version,
      slug: apis.slug,
    })
    .from(subscriptionKeySets)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionKeySets.subscriptionId))
    .innerJoin(apis, eq(apis.id, subscriptions.apiId))
    .where(and(inArray(subscriptionKeySets.keyId, ids), eq(subscriptions.status, "active")))
    .orderBy(asc(apis.name), asc(apis.version));
  return rows.map((row) => ({
    ...row,
    apis: opened.filter(({ keyId }) => keyId === row.id).map(({ keyId: _, ...api }) => api),
  }));
}

export interface AuthorizedApi {
  id: string;
  name: string;
  version: string;
  slug: string;
  retired: boolean;
  subscription: {
    id: string;
    status: "pending" | "active" | "suspended" | "rejected" | "withdrawn" | "revoked";
    useCase: string;
    requestedAt: Date;
    requestedByLabel: string;
  };
}

/** What a key set's page shows beside the key: its application, and each API that one of its subscriptions is of. */
export async function readKeySetPlace(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  keyId: string,
) {
  const [place] = await db
    .select({
      set: keySets,
      application: {
        id: applications.id,
        name: applications.name,
        suspendedAt: applications.suspendedAt,
      },
      organization: { id: organizations.id, name: organizations.name },
      group: { id: groups.id, name: groups.name },
      policyTemplate: { id: policyTemplates.id, name: policyTemplates.name },
    })
    .from(keySets)
    .innerJoin(applications, eq(applications.id, keySets.applicationId))
    .leftJoin(organizations, eq(organizations.id, applications.organizationId))
    .leftJoin(groups, eq(groups.id, applications.groupId))
    .leftJoin(policyTemplates, eq(policyTemplates.id, keySets.policyTemplateId))
    .where(and(eq(keySets.workspaceId, workspace), eq(keySets.keyId, keyId), reached(workspace, reach)));
  if (!place) return null;
  const authorized = await db
    .select({
      id: apis.id,
      name: apis.name,
      version: apis.version,
      slug: apis.slug,
      retired: sql<boolean>`${apis.retiredAt} is not null`,
      subscription: {
        id: subscriptions.id,
        status: sql<AuthorizedApi["subscription"]["status"]>`${subscriptions.status}`,
        useCase: subscriptions.useCase,
        requestedAt: subscriptions.requestedAt,
        requestedByLabel: subscriptions.requestedByLabel,
      },
    })
    .from(subscriptionKeySets)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionKeySets.subscriptionId))
    .innerJoin(apis, eq(apis.id, subscriptions.apiId))
    .where(and(eq(subscriptionKeySets.workspaceId, workspace), eq(subscriptionKeySets.keyId, keyId)))
    .orderBy(asc(apis.name), asc(apis.version), desc(subscriptions.requestedAt));
  return { ...place, authorized };
}
