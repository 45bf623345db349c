/** Subscriptions as the commands ask for and change them. */
import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import type { Approval } from "@/lib/domain/apis/approval";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import { LIVE_SUBSCRIPTION_STATUSES, type SubscriptionStatus } from "@/lib/domain/subscriptions/subscription";
import type { Db, Tx } from "../client";
import {
  apiAuthTypes,
  apis,
  applications,
  keySets,
  keys,
  subscriptionKeySets,
  subscriptions,
} from "../schema";
import { changedOne } from "./changed-one";
import { hasStatus } from "./key-status";
import { type ApplicationReach, reached } from "./reach";

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
  tx: Db | Tx,
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

/**
 * The authentication types of an API for which one of its subscriptions has no key set that is neither revoked nor
 * expired, of those that are active among the named ones.
 */
export async function unservedTypes(
  db: Db,
  workspace: WorkspaceId,
  ids: readonly string[],
  now: Date,
): Promise<{ subscriptionId: string; authType: AuthType; approval: Approval }[]> {
  if (ids.length === 0) return [];
  const good = db
    .select({ one: sql`1` })
    .from(subscriptionKeySets)
    .innerJoin(keySets, eq(keySets.keyId, subscriptionKeySets.keyId))
    .innerJoin(keys, and(eq(keys.id, subscriptionKeySets.keyId), isNull(keys.deletedAt)))
    .where(
      and(
        eq(subscriptionKeySets.subscriptionId, subscriptions.id),
        eq(keySets.authType, apiAuthTypes.authType),
        hasStatus(["pending", "active", "suspended"], now),
      ),
    );
  return db
    .select({
      subscriptionId: subscriptions.id,
      authType: sql<AuthType>`${apiAuthTypes.authType}`,
      approval: sql<Approval>`${apis.approval}`,
    })
    .from(subscriptions)
    .innerJoin(apis, eq(apis.id, subscriptions.apiId))
    .innerJoin(
      apiAuthTypes,
      and(
        eq(apiAuthTypes.workspaceId, subscriptions.workspaceId),
        eq(apiAuthTypes.apiId, subscriptions.apiId),
      ),
    )
    .where(
      and(
        ofWorkspace(workspace),
        inArray(subscriptions.id, [...ids]),
        eq(subscriptions.status, "active"),
        notExists(good),
      ),
    )
    .orderBy(asc(apiAuthTypes.authType));
}
