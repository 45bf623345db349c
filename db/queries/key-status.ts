/**
 * The status of a key in SQL, for filters and counts. `lib/domain/keys/status.ts` is the rule;
 * a property test holds these expressions to it.
 */
import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Status } from "@/lib/domain/keys/status";
import { keys, keyVersions } from "../schema";

/** One of the five status words, at an instant: what the key stands at, unless the clock has ended it. */
export function statusAt(now: Date): SQL<string> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql<string>`case when ${keys.endsAt} <= ${at} then 'expired' else ${keys.standing} end`;
}

/** Whether a key has one of these statuses, in conditions that an index can answer. */
export function hasStatus(statuses: readonly Status[], now: Date): SQL | undefined {
  return or(...statuses.map((status) => conditionOf(status, now)));
}

function conditionOf(status: Status, now: Date): SQL | undefined {
  const ended = lte(keys.endsAt, now);
  switch (status) {
    case "revoked":
      return eq(keys.standing, "revoked");
    case "expired":
      return and(inArray(keys.standing, ["active", "pending", "suspended"]), ended, lte(keys.expiresAt, now));
    default:
      return and(eq(keys.standing, status), or(isNull(keys.endsAt), gt(keys.endsAt, now)));
  }
}

/** Joins a key with the version whose status it shows. */
export const latestVersion = and(eq(keyVersions.keyId, keys.id), eq(keyVersions.latest, true));
