/** The keys table: filtered, ordered and paged by the database. */
import { and, arrayOverlaps, count, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import type { Notice } from "@/lib/domain/keys/notices";
import type { Status } from "@/lib/domain/keys/status";
import type { Db, Tx } from "../client";
import { keys, keyVersions } from "../schema";
import { byIndex } from "./by-index";
import { expiryCondition, textCondition } from "./key-conditions";
import { hasNotice } from "./key-notices";
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
}

const columns = {
  name: sql`lower(${keys.name})`,
  created: sql`${keys.createdAt}`,
  lastUsed: sql`${keys.lastUsedAt}`,
  expires: sql`${keys.expiresAt}`,
};

/**
 * One page of keys, and how many match (at most COUNT_LIMIT + 1, which means more). The same walk finds both: in the
 * order of the page through that column's index where much matches; where little does, through the index of a filter.
 */
export async function listKeys(
  db: Db,
  workspace: WorkspaceId,
  kind: KeyKind,
  query: KeyListQuery,
  now: Date,
): Promise<{ rows: KeyListRow[]; total: number }> {
  return byIndex(db, async (tx) => {
    const text = query.q ? await textCondition(tx, workspace, query.q) : undefined;
    const from = (query.page - 1) * query.size;
    const order = orderOf(query);
    const ordered = tx
      .select({ id: keys.id, place: sql<number>`row_number() over (order by ${order})`.as("place") })
      .from(keys)
      .where(and(...conditions(workspace, kind, query, now), text))
      .orderBy(order)
      .limit(Math.max(COUNT_LIMIT + 1, from + query.size))
      .as("ordered");
    const onPage = sql`${ordered.place} > ${from} and ${ordered.place} <= ${from + query.size}`;
    const [found] = await tx
      .select({ total: count(), ids: sql<string[] | null>`json_agg(${ordered.id}) filter (where ${onPage})` })
      .from(ordered);
    const { total, ids } = found!;
    return { rows: ids ? await readRows(tx, ids, order, now) : [], total: Math.min(total, COUNT_LIMIT + 1) };
  });
}

/** By a column and then by id. A key never used comes before all uses, one that never expires after all expiries. */
function orderOf({ sort, order }: KeyListQuery): SQL {
  const direction = order === "asc" ? sql`asc` : sql`desc`;
  const nulls = sort !== "lastUsed" ? sql`` : order === "asc" ? sql`nulls first` : sql`nulls last`;
  return sql`${columns[sort]} ${direction} ${nulls}, ${keys.id} ${direction}`;
}

async function readRows(tx: Tx, ids: string[], order: SQL, now: Date): Promise<KeyListRow[]> {
  const rows = await tx
    .select({
      ...listedKey(now),
      environment: keys.environment,
      scopes: keys.scopes,
      kind: keys.kind,
      createdByLabel: keys.createdByLabel,
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
