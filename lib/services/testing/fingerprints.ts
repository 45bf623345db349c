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

/** Which rows of a table are those of a workspace. */
function whose(table: string, workspace: string): string {
  if (table === "workspaces") return `x.id = '${workspace}'`;
  if (table === "users")
    return `x.id in (select user_id from memberships where workspace_id = '${workspace}')`;
  return `x.workspace_id = '${workspace}'`;
}

const digest = (only = "") => `concat_ws(' ', count(*) ${only}, sum(hash) ${only})`;
const hashed = "hash_record_extended(x, 0) as hash";

/**
 * A way to take digests of every row of every table, and again of those of `workspace` alone: two looks are equal where
 * every row is. Sums of a hash of each row, so that nothing is sorted. Tries are counted whatever comes of them.
 */
export async function fingerprinter(
  sql: ReturnType<typeof createClient>,
  workspace: string,
): Promise<() => Promise<Prints>> {
  const columns = await sql<{ table: string; own: boolean }[]>`
    select t.table_name as table, t.table_name in ('workspaces', 'users') or exists (
      select 1 from information_schema.columns c
      where c.table_schema = 'public' and c.table_name = t.table_name and c.column_name = 'workspace_id') as own
    from information_schema.tables t where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and t.table_name <> 'rate_buckets' order by 1`;
  // Without `offset 0` the hash would be taken once for each sum.
  const selects = columns.map(
    ({ table, own }) =>
      `select '${table}' as table, ${digest()} as all, ${digest("filter (where own)")} as away from (
         select ${hashed}, ${own ? whose(table, workspace) : "false"} as own from "${table}" x offset 0) rows`,
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

/** What the clock has ended loses its sealed secret with the next sweep, whatever is asked for meanwhile. */
const hashedBesideJobs = (table: string) =>
  table === "key_versions"
    ? `hash_record_extended(row(case when least(x.retires_at, x.expires_at) <= now()
         then to_jsonb(x) - 'sealed_secret' else to_jsonb(x) end), 0) as hash`
    : hashed;

/**
 * A way to take digests of the rows of `workspace` alone, in some tables: for a hub on which much else stands, and whose
 * jobs run.
 */
export function workspacePrinter(
  sql: ReturnType<typeof createClient>,
  workspace: string,
  tables: readonly string[],
): () => Promise<Record<string, string>> {
  const selects = tables.map(
    (table) =>
      `select '${table}' as table, ${digest()} as away from (
         select ${hashedBesideJobs(table)} from "${table}" x where ${whose(table, workspace)}) rows`,
  );
  const statement = selects.join(" union all ");
  return async () => {
    const rows = await sql.unsafe<Pick<Row, "table" | "away">[]>(statement, [], { prepare: true });
    return Object.fromEntries(rows.map((row) => [row.table, row.away]));
  };
}
