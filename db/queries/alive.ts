import { sql } from "drizzle-orm";
import type { Db } from "../client";

/** Returns where the database answers at all. */
export async function ping(db: Db): Promise<void> {
  await db.execute(sql`select 1`);
}
