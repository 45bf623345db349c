/** Which keys a notice speaks of, in SQL. `lib/domain/keys/notices.ts` is the rule; a test holds these conditions to it. */
import { and, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { NOTICES, type Notice, noticeBorders } from "@/lib/domain/keys/notices";
import type { Db } from "../client";
import { keys, keyVersions } from "../schema";
import { byIndex } from "./by-index";
import { type KeyScope, within } from "./key-scope";

/** Counts of notices are exact up to this number; one more means more. */
export const NOTICE_COUNT_LIMIT = 1_000;

/** True of a version whose secret is shown once, and has not been yet. */
export const secretWaits = sql`${keyVersions.revealOnce} and ${keyVersions.revealedAt} is null and ${keyVersions.sealedSecret} is not null`;

/** True of the keys that a notice speaks of. Each can be answered from one index of the keys table. */
export function hasNotice(notice: Notice, now: Date): SQL | undefined {
  const { expiringUntil, unusedSince, oldSince } = noticeBorders(now);
  const active = and(eq(keys.standing, "active"), or(isNull(keys.endsAt), gt(keys.endsAt, now)));
  const never = isNull(keys.lastUsedAt);
  // A rotation that comes before it has its own date.
  const stays = or(isNull(keys.rotatesAt), gt(keys.rotatesAt, keys.expiresAt));
  const conditions: Record<Notice, SQL | undefined> = {
    uncollected: sql`${keys.id} in (select ${keyVersions.keyId} from ${keyVersions}
      where ${keyVersions.workspaceId} = ${keys.workspaceId} and ${keyVersions.latest} and ${secretWaits})`,
    expiring: and(lte(keys.expiresAt, expiringUntil), stays),
    unused: or(lte(keys.lastUsedAt, unusedSince), and(never, lte(keys.createdAt, unusedSince))),
    old: lte(keys.issuedAt, oldSince),
    undescribed: sql`${keys.description} = ''`,
    never: isNull(keys.expiresAt),
  };
  return and(active, conditions[notice]);
}

/** How many keys each notice speaks of. */
export async function countNotices(db: Db, scope: KeyScope, now: Date): Promise<Record<Notice, number>> {
  const counted = NOTICES.map((notice) => {
    const where = and(within(scope), hasNotice(notice, now));
    const some = sql`select 1 from ${keys} where ${where} limit ${NOTICE_COUNT_LIMIT + 1}`;
    return sql`(select count(*)::int from (${some}) as found) as ${sql.identifier(notice)}`;
  });
  // One statement, so that the page waits for one answer.
  const [counts] = await byIndex(db, (tx) =>
    tx.execute<Record<Notice, number>>(sql`select ${sql.join(counted, sql`, `)}`),
  );
  return { ...counts! };
}
