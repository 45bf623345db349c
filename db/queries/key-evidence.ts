/**
 * Who uses keys now: what is shown before they are withdrawn. Counts are of calls that passed; of a caller it is not kept
 * whether it was let in.
 */
import { and, desc, eq, gte, inArray, max, sql, sum } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { PASSED } from "@/lib/domain/keys/outcomes";
import type { VersionTimes } from "@/lib/domain/keys/status";
import type { Db } from "../client";
import { callers, keys, keyVersions, outposts, usage } from "../schema";
import { atOutpost, through } from "./key-verifiers";
import { versionTimes } from "./version-times";

export interface CallsOfVersion {
  keyId: string;
  version: VersionTimes;
  /** Calls since `since` (taken to the hour). */
  calls: number;
  /** Of those the ones since `rateSince`. */
  lately: number;
  lastAt: Date;
}

/** The calls of many keys that passed since an instant, by version, since one that has ended is cut off already. */
export async function callsOfMany(
  db: Db,
  workspace: WorkspaceId,
  ids: readonly string[],
  since: Date,
  rateSince: Date,
): Promise<CallsOfVersion[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      keyId: usage.keyId,
      version: versionTimes,
      calls: sum(usage.calls),
      lately: sql`coalesce(sum(${usage.calls}) filter (where ${usage.hour} >= ${rateSince.toISOString()}), 0)`,
      lastAt: max(usage.lastAt),
    })
    .from(usage)
    .innerJoin(keyVersions, and(eq(keyVersions.workspaceId, workspace), eq(keyVersions.id, usage.versionId)))
    .where(
      and(
        eq(usage.workspaceId, workspace),
        inArray(usage.keyId, [...ids]),
        gte(usage.hour, since),
        inArray(usage.outcome, [...PASSED]),
      ),
    )
    .groupBy(usage.keyId, keyVersions.id);
  return rows.map((row) => ({
    ...row,
    calls: Number(row.calls),
    lately: Number(row.lately),
    lastAt: row.lastAt!,
  }));
}

export interface CallerOfMany {
  keyId: string;
  keyName: string;
  ip: string;
  userAgent: string;
  lastAt: Date;
  atGate: boolean;
  outposts: string[];
}

/** Who called with any of the keys since an instant, the latest first. */
export async function callersOfMany(
  db: Db,
  workspace: WorkspaceId,
  ids: readonly string[],
  since: Date,
  limit: number,
): Promise<CallerOfMany[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      keyId: callers.keyId,
      keyName: keys.name,
      ip: callers.ip,
      userAgent: callers.userAgent,
      lastAt: max(callers.lastAt),
      ...through,
    })
    .from(callers)
    .leftJoin(outposts, atOutpost(callers, workspace))
    .innerJoin(keys, and(eq(keys.workspaceId, workspace), eq(keys.id, callers.keyId)))
    .where(
      and(eq(callers.workspaceId, workspace), inArray(callers.keyId, [...ids]), gte(callers.lastAt, since)),
    )
    .groupBy(callers.keyId, keys.name, callers.ip, callers.userAgent)
    .orderBy(desc(max(callers.lastAt)))
    .limit(limit);
  return rows.map((row) => ({ ...row, lastAt: row.lastAt! }));
}
