import type { createClient } from "@/db/client";

export interface Prints {
  /** Table -> digest of all its rows. */
  tables: Record<string, string>;
  /** Table -> digest of the rows that belong to one workspace. */
  away: Record<string, string>;
}

interface Row {
  table: string;
  all: string;
  away: string;
}

/**
 * A way to take digests of every row of every table, and again of those of `workspace` alone: two looks are equal where
 * every row is. Sums of a hash of each row, so that nothing is sorted. Tries are counted whatever comes of them.
 */
export async function fingerprinter(
  sql: ReturnType<typeof createClient>,
  workspace: string,
): Promise<() => Promise<Prints>> {
  const columns = await sql<{ table: string; own: boolean }[]>`
    select t.table_name as table, exists (
      select 1 from information_schema.columns c
      where c.table_schema = 'public' and c.table_name = t.table_name and c.column_name = 'workspace_id') as own
    from information_schema.tables t where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and t.table_name <> 'rate_buckets' order by 1`;
  const digest = (only = "") => `concat_ws(' ', count(*) ${only}, sum(hash) ${only})`;
  const whose = (table: string, own: boolean) => {
    if (own) return `x.workspace_id = '${workspace}'`;
    if (table === "workspaces") return `x.id = '${workspace}'`;
    if (table === "users")
      return `x.id in (select user_id from memberships where workspace_id = '${workspace}')`;
    return "false";
  };
  // Without `offset 0` the hash would be taken once for each sum.
  const selects = columns.map(
    ({ table, own }) =>
      `select '${table}' as table, ${digest()} as all, ${digest("filter (where own)")} as away from (
         select hashtextextended(x::text, 0) as hash, ${whose(table, own)} as own from "${table}" x offset 0) rows`,
  );
  const statement = selects.join(" union all ");
  return async () => {
    const rows = await sql.unsafe<Row[]>(statement, [], { prepare: true });
    return {
      tables: Object.fromEntries(rows.map((row) => [row.table, row.all])),
      away: Object.fromEntries(rows.map((row) => [row.table, row.away])),
    };
  };
}
