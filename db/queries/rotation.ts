/** Who calls with which version of a key, and which keys of a page have an overlap. */
import { and, desc, eq, gte, inArray, max, min, sql, sum } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db } from "../client";
import { callers, keyVersions, usage } from "../schema";
import type { VersionRow } from "./keys";

export interface VersionCaller {
  ip: string;
  userAgent: string;
  calls: number;
  firstAt: Date;
  lastAt: Date;
}

/** The callers of one version since an instant, the latest first. */
export async function callersOfVersion(
  db: Db,
  workspace: WorkspaceId,
  version: { keyId: string; id: string },
  since: Date,
  limit: number,
): Promise<VersionCaller[]> {
  const rows = await db
    .select({
      ip: callers.ip,
      userAgent: callers.userAgent,
      calls: sum(callers.calls),
      firstAt: min(callers.firstAt),
      lastAt: max(callers.lastAt),
    })
    .from(callers)
    .where(
      and(
        eq(callers.workspaceId, workspace),
        eq(callers.keyId, version.keyId),
        eq(callers.versionId, version.id),
        gte(callers.lastAt, since),
      ),
    )
    .groupBy(callers.ip, callers.userAgent)
    .orderBy(desc(max(callers.lastAt)))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    calls: Number(row.calls),
    firstAt: row.firstAt!,
    lastAt: row.lastAt!,
  }));
}

export interface VersionUse {
  /** Calls that were let through. */
  calls: number;
  lastAt: Date | null;
}

/** The calls that each version of a key let through, and the latest of them. */
export async function versionUses(
  db: Db,
  workspace: WorkspaceId,
  keyId: string,
): Promise<Map<string, VersionUse>> {
  const rows = await db
    .select({ versionId: usage.versionId, calls: sum(usage.calls), lastAt: max(usage.lastAt) })
    .from(usage)
    .where(and(eq(usage.workspaceId, workspace), eq(usage.keyId, keyId), eq(usage.outcome, "valid")))
    .groupBy(usage.versionId);
  return new Map(rows.map((row) => [row.versionId, { calls: Number(row.calls), lastAt: row.lastAt }]));
}

/** Every version but LATEST of some keys, for the rules of an overlap. */
export async function olderVersions(
  db: Db,
  workspace: WorkspaceId,
  keyIds: readonly string[],
): Promise<VersionRow[]> {
  if (keyIds.length === 0) return [];
  return db
    .select()
    .from(keyVersions)
    .where(
      and(
        eq(keyVersions.workspaceId, workspace),
        inArray(keyVersions.keyId, [...keyIds]),
        eq(keyVersions.latest, false),
        sql`${keyVersions.revokedAt} is null`,
      ),
    );
}
