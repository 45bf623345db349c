/**
 * What Workspace > Keys can be filtered by: the names behind the ids in its address. Offered is what occurs among the key
 * sets that one reaches, since nothing else can match. It keeps no secret of the organizations: every role lists them all.
 */
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { WorkspaceId } from "@/lib/domain/brand";
import { LIVE_SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import type { Db, Tx } from "../client";
import {
  apis,
  applications,
  groups,
  keySets,
  keys,
  organizations,
  subscriptionKeySets,
  subscriptions,
} from "../schema";
import { byIndex } from "./by-index";
import { type ApplicationReach, reached } from "./reach";

/** As many of each as a menu can hold. */
const MOST = 200;

export interface Named {
  id: string;
  name: string;
}
export interface KeySetFilterOptions {
  apis: Named[];
  organizations: Named[];
  groups: Named[];
  /** The one that the address names, where one reaches it. */
  application: Named | null;
}

/** `api` = those that stand first in any case: the address names them, and one may see the catalog. */
export function readFilterOptions(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  chosen: { api: string[]; application: string | null },
): Promise<KeySetFilterOptions> {
  return byIndex(db, async (tx) => {
    const own = reach === "all" ? null : await ofReach(tx, workspace, reach);
    const named = chosen.api.length > 0 ? await apiNames(tx, workspace, inArray(apis.id, chosen.api)) : [];
    const first = new Set(named.map(({ id }) => id));
    const occurring = await apiNames(tx, workspace, openToKeySet(workspace, own));
    return {
      apis: [...named, ...occurring.filter(({ id }) => !first.has(id))],
      organizations: await tx
        .select({ id: organizations.id, name: organizations.name })
        .from(organizations)
        .where(
          and(
            eq(organizations.workspaceId, workspace),
            withKeySet(workspace, own, organizations.id, applications.organizationId),
          ),
        )
        .orderBy(asc(sql`lower(${organizations.name})`))
        .limit(MOST),
      groups: await tx
        .select({ id: groups.id, name: groups.name })
        .from(groups)
        .where(
          and(eq(groups.workspaceId, workspace), withKeySet(workspace, own, groups.id, applications.groupId)),
        )
        .orderBy(asc(sql`lower(${groups.name})`))
        .limit(MOST),
      application:
        chosen.application === null ? null : await applicationName(tx, workspace, reach, chosen.application),
    };
  });
}

async function applicationName(
  tx: Tx,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  id: string,
): Promise<Named | null> {
  const [row] = await tx
    .select({ id: applications.id, name: applications.name })
    .from(applications)
    .where(and(eq(applications.workspaceId, workspace), eq(applications.id, id), reached(workspace, reach)));
  return row ?? null;
}

async function apiNames(tx: Tx, workspace: WorkspaceId, which: SQL): Promise<Named[]> {
  return tx
    .select({ id: apis.id, name: sql<string>`${apis.name} || ' ' || ${apis.version}` })
    .from(apis)
    .where(and(eq(apis.workspaceId, workspace), which))
    .orderBy(asc(sql`lower(${apis.name})`), asc(apis.version))
    .limit(MOST);
}

/** The applications that somebody reaches who reaches few: by their ids the planner knows how few. */
async function ofReach(tx: Tx, workspace: WorkspaceId, reach: ApplicationReach): Promise<SQL> {
  const rows = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.workspaceId, workspace), reached(workspace, reach)));
  return sql`${`{${rows.map(({ id }) => id)}}`}::uuid[]`;
}

/** Those that belong to an application with a key set: any, or one of `own`. */
function withKeySet(workspace: WorkspaceId, own: SQL | null, id: PgColumn, its: PgColumn): SQL {
  const from = sql`${applications}
    join ${keySets} on ${keySets.workspaceId} = ${applications.workspaceId}
      and ${keySets.applicationId} = ${applications.id}
    join ${keys} on ${keys.id} = ${keySets.keyId}`;
  const where = and(
    eq(applications.workspaceId, workspace),
    isNull(keys.deletedAt),
    own ? sql`${applications.id} = any (${own})` : undefined,
  );
  return occursIn(own, id, { its, from, where });
}

/** Those that a live subscription opens to a key set: what the filter of APIs asks for. */
function openToKeySet(workspace: WorkspaceId, own: SQL | null): SQL {
  const from = sql`${subscriptions}
    join ${subscriptionKeySets} on ${subscriptionKeySets.subscriptionId} = ${subscriptions.id}
    join ${keys} on ${keys.id} = ${subscriptionKeySets.keyId}`;
  const where = and(
    eq(subscriptions.workspaceId, workspace),
    inArray(subscriptions.status, [...LIVE_SUBSCRIPTION_STATUSES]),
    isNull(keys.deletedAt),
    own ? sql`${subscriptions.applicationId} = any (${own})` : undefined,
  );
  return occursIn(own, apis.id, { its: subscriptions.apiId, from, where });
}

/**
 * Whoever reaches few is shown what stands in these few. Among all, one of each is enough: with a limit of its own the
 * planner looks for that one by index, instead of reading them all.
 */
function occursIn(
  own: SQL | null,
  id: PgColumn,
  { its, from, where }: { its: PgColumn; from: SQL; where: SQL | undefined },
): SQL {
  return own === null
    ? sql`(select true from ${from} where ${and(where, eq(its, id))} limit 1)`
    : sql`${id} in (select ${its} from ${from} where ${where})`;
}
