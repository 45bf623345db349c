/**
 * Which keys a clean up would take, in SQL. `lib/domain/keys/clean-up.ts` is the rule; a property test holds these
 * expressions to it.
 */
import { and, asc, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { CleanUpChoice, CleanUpMarks } from "@/lib/domain/keys/clean-up";
import type { Status } from "@/lib/domain/keys/status";
import type { Db } from "../client";
import { holds, keys, keyVersions } from "../schema";
import { byIndex } from "./by-index";
import { type KeyScope, within } from "./key-scope";
import { latestVersion, statusAt } from "./key-status";

const other = alias(keyVersions, "other_version");

function marksAt(now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`;
  // A key that still has a version of any use is neither expired nor revoked.
  const ended = sql`((${keys.standing} = 'revoked' or coalesce(${keys.endsAt} <= ${at}, false))
    and not exists (select 1 from ${keyVersions} as other_version
      where ${other.keyId} = ${keys.id} and not ${other.latest} and ${other.revokedAt} is null
        and coalesce(${other.retiresAt}, ${expiryOfOther}, 'infinity') > ${at}))`;
  const byHand = sql`exists (select 1 from ${holds} where ${holds.workspaceId} = ${keys.workspaceId}
    and ${holds.keyId} = ${keys.id} and ${holds.source} = 'manual')`;
  const revoked = sql<boolean>`(${keys.standing} = 'revoked' and ${ended})`;
  return {
    expired: sql<boolean>`(coalesce(${keys.expiresAt} <= ${at}, false) and ${ended})`,
    revoked,
    disabled: sql<boolean>`(${byHand} and not ${revoked})`,
    /** True of every marked key and, by indexes, of few others. */
    candidate: or(inArray(keys.standing, ["revoked", "pending", "suspended"]), lte(keys.expiresAt, now)),
  };
}

/** Of one that has no retirement: a rotation due on the UTC day of the expiry carries it to the end of that day. */
const expiryOfOther = sql`case
  when date_trunc('day', ${other.rotatesAt}, 'UTC') = date_trunc('day', ${other.expiresAt}, 'UTC')
  then date_trunc('day', ${other.expiresAt}, 'UTC') + interval '24 hours'
  else ${other.expiresAt} end`;

export interface CleanUpCounts extends Record<CleanUpChoice, number> {
  /** What `revoked` consists of. */
  withdrawn: number;
  disabled: number;
  /** What goes where both single boxes are ticked. */
  either: number;
}

export async function countCleanUp(db: Db, scope: KeyScope, now: Date): Promise<CleanUpCounts> {
  const { expired, revoked, disabled, candidate } = marksAt(now);
  const number = (condition: SQL) => sql`count(*) filter (where ${condition})`.mapWith(Number);
  const marked = db
    .select({
      expired: expired.as("expired"),
      revoked: revoked.as("revoked"),
      disabled: disabled.as("disabled"),
    })
    .from(keys)
    .where(and(within(scope), candidate))
    .as("marked");
  const [counts] = await byIndex(db, (tx) =>
    tx
      .select({
        expired: number(sql`${marked.expired}`),
        revoked: number(sql`${marked.revoked} or ${marked.disabled}`),
        both: number(sql`${marked.expired} and (${marked.revoked} or ${marked.disabled})`),
        either: number(sql`${marked.expired} or ${marked.revoked} or ${marked.disabled}`),
        withdrawn: number(sql`${marked.revoked}`),
        disabled: number(sql`${marked.disabled}`),
      })
      .from(marked),
  );
  return counts!;
}

/** Whether anything at all can be cleaned up. */
export async function hasCleanUp(db: Db, scope: KeyScope, now: Date): Promise<boolean> {
  const { expired, revoked, disabled, candidate } = marksAt(now);
  const [found] = await byIndex(db, (tx) =>
    tx
      .select({ id: keys.id })
      .from(keys)
      .where(and(within(scope), candidate, sql`(${expired} or ${revoked} or ${disabled})`))
      .limit(1),
  );
  return found !== undefined;
}

export interface CleanUpRow extends CleanUpMarks {
  id: string;
  name: string;
  status: Status;
  prefix: string;
  environment: string | null;
  publicId: string;
  tail: string;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

/** The keys that go when these boxes are ticked, by name. */
export async function listCleanUp(
  db: Db,
  scope: KeyScope,
  choices: readonly CleanUpChoice[],
  now: Date,
  limit: number,
): Promise<CleanUpRow[]> {
  if (choices.length === 0) return [];
  const { expired, revoked, disabled, candidate } = marksAt(now);
  const condition: Record<CleanUpChoice, SQL> = {
    expired,
    revoked: sql`(${revoked} or ${disabled})`,
    both: sql`(${expired} and (${revoked} or ${disabled}))`,
  };
  const any = sql.join(
    choices.map((choice) => condition[choice]),
    sql` or `,
  );
  return db
    .select({
      id: keys.id,
      name: keys.name,
      status: statusAt(now) as SQL<Status>,
      prefix: keyVersions.prefix,
      environment: keys.environment,
      publicId: keyVersions.publicId,
      tail: keyVersions.tail,
      lastUsedAt: keys.lastUsedAt,
      expiresAt: keyVersions.expiresAt,
      expired,
      revoked,
      disabled,
    })
    .from(keys)
    .innerJoin(keyVersions, latestVersion)
    .where(and(within(scope), candidate, sql`(${any})`))
    .orderBy(asc(sql`lower(${keys.name})`), asc(keys.id))
    .limit(limit);
}
