/**
 * The status of a key version in SQL, for filters and counts. `lib/domain/keys/status.ts` is the rule;
 * a property test holds this expression to it.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { holds, keys, keyVersions } from "../schema";

const v = keyVersions;

/** When the version expires: a rotation due on the same UTC day carries it to the end of that day. */
const expiry = sql`case
  when ${v.retiresAt} is null and date_trunc('day', ${v.rotatesAt}, 'UTC') = date_trunc('day', ${v.expiresAt}, 'UTC')
  then date_trunc('day', ${v.expiresAt}, 'UTC') + interval '1 day'
  else ${v.expiresAt} end`;

/** True where the key has at least one hold. */
export const held = sql<boolean>`exists (select 1 from ${holds} where ${holds.keyId} = ${v.keyId})`;

/** One of the five status words, at an instant. */
export function statusAt(now: Date): SQL<string> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql<string>`case
    when ${v.revokedAt} is not null then 'revoked'
    when ${v.retiresAt} <= ${at} and (${expiry} is null or ${v.retiresAt} <= ${expiry}) then 'revoked'
    when ${expiry} <= ${at} then 'expired'
    when ${v.activatedAt} is null then 'pending'
    when ${held} then 'suspended'
    else 'active' end`;
}

/** Joins a key with the version whose status it shows. */
export const latestVersion = and(eq(v.keyId, keys.id), eq(v.latest, true));
