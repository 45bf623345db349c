/** How much each version of a key is used, and which keys of a page have an overlap. */
import { and, eq, inArray, max, sql, sum } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { PASSED } from "@/lib/domain/keys/outcomes";
import type { Db } from "../client";
import { keyVersions, usage } from "../schema";
import type { VersionRow } from "./keys";

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
    .where(and(eq(usage.workspaceId, workspace), eq(usage.keyId, keyId), inArray(usage.outcome, [...PASSED])))
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
