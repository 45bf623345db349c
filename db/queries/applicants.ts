/** The applications that can subscribe to an API, and where each has done so. */
import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { LIVE_SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import type { Db } from "../client";
import { applications, subscriptions } from "../schema";
import { grouped } from "./grouped";
import { contains } from "./like";
import { type ApplicationReach, reached } from "./reach";

export interface Applicant {
  id: string;
  name: string;
  suspendedAt: Date | null;
  /** Environments in which it has a subscription of the API that is pending, active or suspended. */
  subscribedIn: string[];
}

/** The first of them by name; `total` says how many there are. */
export async function applicantsFor(
  db: Db,
  workspace: WorkspaceId,
  reach: ApplicationReach,
  {
    apiId,
    applicationId,
    q,
    limit,
  }: { apiId: string; applicationId: string | undefined; q: string; limit: number },
): Promise<{ applications: Applicant[]; total: number }> {
  const where = and(
    eq(applications.workspaceId, workspace),
    isNull(applications.deletedAt),
    reached(workspace, reach),
    contains(q, applications.name),
    applicationId === undefined ? undefined : eq(applications.id, applicationId),
  );
  const [rows, [all]] = await Promise.all([
    db
      .select({ id: applications.id, name: applications.name, suspendedAt: applications.suspendedAt })
      .from(applications)
      .where(where)
      .orderBy(asc(sql`lower(${applications.name})`), asc(applications.id))
      .limit(limit),
    db.select({ n: count() }).from(applications).where(where),
  ]);
  const open = await db
    .select({ application: subscriptions.applicationId, environment: subscriptions.environment })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.workspaceId, workspace),
        eq(subscriptions.apiId, apiId),
        inArray(subscriptions.status, [...LIVE_SUBSCRIPTION_STATUSES]),
        inArray(
          subscriptions.applicationId,
          rows.map(({ id }) => id),
        ),
      ),
    );
  const openOf = grouped(open, ({ application }) => application);
  return {
    applications: rows.map((row) => ({
      ...row,
      subscribedIn: (openOf.get(row.id) ?? []).map(({ environment }) => environment),
    })),
    total: all!.n,
  };
}
