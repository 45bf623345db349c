/** One page of keys of any kind: which they are and how many match, found by one walk through an index. */
import { and, count, type SQL, sql } from "drizzle-orm";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import type { Tx } from "../client";
import { keys } from "../schema";

/** What keys of every kind are ordered by. */
export const keyColumns = {
  name: sql`lower(${keys.name})`,
  created: sql`${keys.createdAt}`,
  lastUsed: sql`${keys.lastUsedAt}`,
  expires: sql`${keys.expiresAt}`,
};

/** By a column and then by id. A key never used comes before all uses, one that never expires after all expiries. */
export function orderBy(column: SQL, { sort, order }: { sort: string; order: "asc" | "desc" }): SQL {
  const direction = order === "asc" ? sql`asc` : sql`desc`;
  const nulls = sort !== "lastUsed" ? sql`` : order === "asc" ? sql`nulls first` : sql`nulls last`;
  return sql`${column} ${direction} ${nulls}, ${keys.id} ${direction}`;
}

/**
 * The ids of one page, and how many match (at most COUNT_LIMIT + 1, which means more). The same walk finds both: in the
 * order of the page through that column's index where much matches; where little does, through the index of a filter.
 */
export async function idsOnPage(
  tx: Tx,
  conditions: readonly (SQL | undefined)[],
  order: SQL,
  { page, size }: { page: number; size: number },
): Promise<{ ids: string[] | null; total: number }> {
  const from = (page - 1) * size;
  const ordered = tx
    .select({ id: keys.id, place: sql<number>`row_number() over (order by ${order})`.as("place") })
    .from(keys)
    .where(and(...conditions))
    .orderBy(order)
    .limit(Math.max(COUNT_LIMIT + 1, from + size))
    .as("ordered");
  const onPage = sql`${ordered.place} > ${from} and ${ordered.place} <= ${from + size}`;
  const [found] = await tx
    .select({ total: count(), ids: sql<string[] | null>`json_agg(${ordered.id}) filter (where ${onPage})` })
    .from(ordered);
  const { total, ids } = found!;
  return { ids, total: Math.min(total, COUNT_LIMIT + 1) };
}
