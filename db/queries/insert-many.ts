import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "../client";
import { clientOf } from "./key-records";

/**
 * Inserts rows, each whole, as Drizzle would: by a statement of the same text for one row as for thousands, which takes
 * them as one JSON text and is prepared once per connection. A parameter for each value would cost the process that
 * answers callers most of the time that writing takes. PostgreSQL reads each value by the type of its column.
 */
export async function insertMany<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table["$inferSelect"][],
): Promise<void> {
  const columns = Object.entries<PgColumn>(getTableColumns(table));
  const values = rows.map((row) =>
    Object.fromEntries(columns.map(([member, column]) => [column.name, asJson(column, row[member])])),
  );
  const sql = clientOf(tx);
  const name = sql(getTableName<PgTable>(table));
  const names = sql(columns.map(([, column]) => column.name));
  await sql`insert into ${name} (${names})
    select ${names} from json_populate_recordset(null::${name}, ${JSON.stringify(values)}::text::json)`;
}

/** JSON as it is; of everything else the text that the driver would send, ill-formed text mended as its encoding does. */
function asJson(column: PgColumn, value: unknown): unknown {
  if (value === undefined) throw new Error(`a row needs its ${column.name}, if only as null`);
  if (value === null || column.dataType === "json") return value;
  const sent = column.mapToDriverValue(value);
  return Buffer.isBuffer(sent) ? `\\x${sent.toString("hex")}` : String(sent).toWellFormed();
}
