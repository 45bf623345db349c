/** Allowances that all instances share. The rule is `lib/domain/limits/leaky-bucket.ts`; a test holds the SQL to it. */
import { inArray, lt, sql } from "drizzle-orm";
import type { Allowance, Bucket } from "@/lib/domain/limits/leaky-bucket";
import type { Db, Tx } from "../client";
import { rateBuckets } from "../schema";

/** The buckets of these names, as far as anything has been poured into them. */
export async function readBuckets(db: Db, names: readonly string[]): Promise<Map<string, Bucket>> {
  const rows = await db
    .select()
    .from(rateBuckets)
    .where(inArray(rateBuckets.name, [...names]));
  return new Map(rows.map(({ name, level, at }) => [name, { level, atMs: at.getTime() }]));
}

/**
 * Pours one try into a bucket, in one statement, so that a crowd of tries at one moment fits no better than one after
 * the other. False = it would overflow, and nothing was poured. With `always` it is let in, and the bucket at most full.
 */
export async function pour(
  db: Db,
  name: string,
  { capacity, perMinute }: Allowance,
  now: Date,
  always = false,
): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const left = sql`greatest(0, b.level
    - greatest(0, extract(epoch from ${at} - b.at)::float8) * ${perMinute}::float8 / 60)`;
  const rows = await db.execute(sql`
    insert into rate_buckets as b (name, level, at) values (${name}, 1, ${at})
    on conflict (name) do update
      set level = least(${capacity}::float8, ${left} + 1), at = greatest(b.at, excluded.at)
      where ${always} or ${left} + 1 <= ${capacity}::float8
    returning name`);
  return rows.length === 1;
}

/** Takes back one try from each of these: it was a good one. What drained away since is not given twice. */
export async function giveBack(db: Db, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await db
    .update(rateBuckets)
    .set({ level: sql`greatest(0, ${rateBuckets.level} - 1)` })
    .where(inArray(rateBuckets.name, [...names]));
}

/** Forgets buckets that nothing was poured into since: every one of them has drained by then. */
export async function pruneBuckets(tx: Tx, before: Date): Promise<void> {
  await tx.delete(rateBuckets).where(lt(rateBuckets.at, before));
}
