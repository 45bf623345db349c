import { sql } from "drizzle-orm";
import type { Tx } from "../client";

/** Lets a transaction wait for locks as long as any statement may take, which is longer than others wait. */
export async function waitForLocks(tx: Tx): Promise<void> {
  await tx.execute(sql`set local lock_timeout = 0`);
}
