import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Ids as one parameter, however many they are. */
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** The column is one of these ids, which `inArray` would build and send one by one: dear where they are many. */
export const anyOf = (column: PgColumn, ids: readonly string[]): SQL => sql`${column} = any(${uuids(ids)})`;
