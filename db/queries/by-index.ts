import { sql } from "drizzle-orm";
import type { Db, Tx } from "../client";

/**
 * Runs queries about many keys in a transaction in which the planner takes tables to be in memory, as the keys are that
 * somebody is looking through, and walks their indexes: by its own guess of slow disks, it would rather read a whole
 * table and sort it, or set several processes to it while a gate waits for its answers.
 */
export function byIndex<T>(db: Db, run: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('enable_seqscan', 'off', true), set_config('seq_page_cost', '0.05', true),
        set_config('random_page_cost', '0.05', true), set_config('max_parallel_workers_per_gather', '0', true)`,
    );
    return run(tx);
  });
}
