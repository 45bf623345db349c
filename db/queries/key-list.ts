/** The keys table: filtered, ordered and paged by the database. */
import { arrayOverlaps, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Notice } from "@/lib/domain/keys/notices";
import type { Status } from "@/lib/domain/keys/status";
import type { Db, Tx } from "../client";
import { keys, keyVersions } from "../schema";
import { byIndex } from "./by-index";
import { expiryCondition, textCondition } from "./key-conditions";
import { hasNotice, secretWaits } from "./key-notices";
import { idsOnPage, keyColumns, orderBy } from "./key-page";
import { hasStatus, latestVersion } from "./key-status";
import { type ListedKey, listedKey } from "./listed-key";

export interface KeyListQuery {
  q: string;
  status: string[];
  environment: string[];
  scope: string[];
  /** Of those alone that hold it, whatever else is asked. */
  holding: string | null;
  expiry: "never" | "in7" | "in30" | "in90" | "past" | null;
  notice: Notice | null;
  /** Of these alone. */
  ids?: readonly string[];
  sort: "name" | "created" | "lastUsed" | "expires";
  order: "asc" | "desc";
  page: number;
  size: number;
}

export interface KeyListRow extends ListedKey {
  environment: string | null;
  scopes: string[];
  kind: string;
  createdByLabel: string;
  rotateEveryDays: number | null;
  rotateOverlapHours: number | null;
  rotatesAt: Date | null;
  /** When LATEST was made. */
  issuedAt: Date;
  /** Whether LATEST's secret waits for somebody to collect it. */
  secretWaits: boolean;
}

/** One page of keys, and how many match (at most COUNT_LIMIT + 1, which means more). */
export async function listKeys(
  db: Db,
  workspace: WorkspaceId,
  kind: KeyKind,
  query: KeyListQuery,
  now: Date,
): Promise<{ rows: KeyListRow[]; total: number }> {
  return byIndex(db, async (tx) => {
    const text = query.q ? await textCondition(tx, workspace, query.q) : undefined;
    const order = orderBy(keyColumns[query.sort], query);
    const { ids, total } = await idsOnPage(
      tx,
      [...conditions(workspace, kind, query, now), text],
      order,
      query,
    );
    return { rows: ids ? await readRows(tx, ids, order, now) : [], total };
  });
}

async function readRows(tx: Tx, ids: string[], order: SQL, now: Date): Promise<KeyListRow[]> {
  const rows = await tx
    .select({
      ...listedKey(now),
      environment: keys.environment,
      scopes: keys.scopes,
      kind: keys.kind,
      createdByLabel: keys.createdByLabel,
      rotateEveryDays: keys.rotateEveryDays,
      rotateOverlapHours: keys.rotateOverlapHours,
      rotatesAt: keys.rotatesAt,
      issuedAt: keyVersions.createdAt,
      secretWaits: secretWaits as SQL<boolean>,
    })
    .from(keys)
    .innerJoin(keyVersions, latestVersion)
    .where(inArray(keys.id, ids))
    .orderBy(order);
  return rows satisfies KeyListRow[] as KeyListRow[];
}

function conditions(
  workspace: WorkspaceId,
  kind: KeyKind,
  query: KeyListQuery,
  now: Date,
): (SQL | undefined)[] {
  return [
    eq(keys.workspaceId, workspace),
    eq(keys.kind, kind),
    isNull(keys.deletedAt),
    query.status.length > 0 ? hasStatus(query.status as Status[], now) : undefined,
    query.environment.length > 0 ? inArray(keys.environment, query.environment) : undefined,
    query.scope.length > 0 ? arrayOverlaps(keys.scopes, query.scope) : undefined,
    query.holding === null ? undefined : arrayOverlaps(keys.scopes, [query.holding]),
    expiryCondition(query.expiry, now),
    query.notice === null ? undefined : hasNotice(query.notice, now),
    query.ids === undefined ? undefined : inArray(keys.id, [...query.ids]),
  ];
}
