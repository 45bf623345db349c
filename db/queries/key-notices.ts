/** Which keys a notice speaks of, in SQL. `lib/domain/keys/notices.ts` is the rule; a test holds these conditions to it. */
import { and, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { NOTICES, type Notice, noticeBorders } from "@/lib/domain/keys/notices";
import type { Db } from "../client";
import { keys } from "../schema";
import { byIndex } from "./by-index";
import type { KeyScope } from "./clean-up";

/** Counts of notices are exact up to this number; one more means more. */
export const NOTICE_COUNT_LIMIT = 1_000;

/** True of the keys that a notice speaks of. Each can be answered from one index of the keys table. */
export function hasNotice(notice: Notice, now: Date): SQL | undefined {
  const { expiringUntil, unusedSince, oldSince } = noticeBorders(now);
  const active = and(eq(keys.standing, "active"), or(isNull(keys.endsAt), gt(keys.endsAt, now)));
  const never = isNull(keys.lastUsedAt);
  const conditions: Record<Notice, SQL | undefined> = {
    expiring: lte(keys.expiresAt, expiringUntil),
    unused: or(lte(keys.lastUsedAt, unusedSince), and(never, lte(keys.createdAt, unusedSince))),
    old: lte(keys.issuedAt, oldSince),
    undescribed: sql`${keys.description} = ''`,
    never: isNull(keys.expiresAt),
  };
  return and(active, conditions[notice]);
}

/** How many keys each notice speaks of. */
export async function countNotices(db: Db, scope: KeyScope, now: Date): Promise<Record<Notice, number>> {
  return byIndex(db, async (tx) => {
    const counts = {} as Record<Notice, number>;
    for (const notice of NOTICES) {
      const some = tx
        .select({ one: sql`1`.as("one") })
        .from(keys)
        .where(
          and(
            eq(keys.workspaceId, scope.workspace),
            eq(keys.kind, scope.kind),
            isNull(keys.deletedAt),
            hasNotice(notice, now),
          ),
        )
        .limit(NOTICE_COUNT_LIMIT + 1)
        .as("some");
      const [row] = await tx.select({ n: sql`count(*)`.mapWith(Number) }).from(some);
      counts[notice] = row!.n;
    }
    return counts;
  });
}
