/** The hub's database, as its superuser sees it. */
import { createClient, type Sql } from "@/db/client";
import { databaseName, loadCredentials, roles, socketUrl } from "@/db/embedded/credentials";
import { foldersIn, notedSocketFolder, port } from "@/db/embedded/folders";

export function openSuperuser(dataFolder: string): Sql {
  const folders = foldersIn(dataFolder);
  const password = loadCredentials(folders.credentials, true).superuser;
  const socketDir = notedSocketFolder(folders.cluster) ?? "";
  return createClient(
    socketUrl({ role: roles.superuser, password, database: databaseName, socketDir, port }),
    { max: 1 },
  );
}

/** Every row of every table as text, and what the server itself tells of statements. */
export async function dump(sql: Sql): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables order by 1`;
  const texts = [];
  for (const { name } of [...tables, { name: "pg_stat_activity" }, { name: "pg_prepared_statements" }]) {
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}
