/** The keys table: filtered, ordered and paged by the database. */
import {
  and,
  arrayOverlaps,
  asc,
  count,
  desc,
  eq,
  gt,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { HoldSource } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Notice } from "@/lib/domain/keys/notices";
import type { Status, VersionTimes } from "@/lib/domain/keys/status";
import type { Db } from "../client";
import { holds, keys, keyVersions } from "../schema";
import { hasNotice } from "./key-notices";
import { latestVersion, statusAt } from "./key-status";

export interface KeyListQuery {
  q: string;
  status: string[];
  environment: string[];
  scope: string[];
  expiry: "never" | "in7" | "in30" | "in90" | "past" | null;
  notice: Notice | null;
  /** Of these alone. */
  ids?: readonly string[];
  sort: "name" | "created" | "lastUsed" | "expires";
  order: "asc" | "desc";
  page: number;
  size: number;
}

export interface KeyListRow {
  id: string;
  name: string;
  description: string;
  status: Status;
  environment: string | null;
  scopes: string[];
  prefix: string;
  kind: string;
  publicId: string;
  tail: string;
  generation: number;
  createdAt: Date;
  createdByLabel: string;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  /** The instants of LATEST, and why the key is suspended: what the rules need to tell which moves are open. */
  latest: VersionTimes;
  holds: HoldSource[];
}

/** Totals are exact up to this number. */
export const COUNT_LIMIT = 10_000;

const columns = {
  name: sql`lower(${keys.name})`,
  created: sql`${keys.createdAt}`,
  lastUsed: sql`${keys.lastUsedAt}`,
  expires: sql`${keys.expiresAt}`,
};

/** One page of keys, and how many match (at most COUNT_LIMIT + 1, which means more). */
export async function listKeys(
  db: Db,
  workspace: WorkspaceId,
  kind: KeyKind,
  query: KeyListQuery,
  now: Date,
) {
  const where = and(...conditions(workspace, kind, query, now));
  const ascending = query.order === "asc";
  const direction = ascending ? asc : desc;
  const rows = await db
    .select({
      id: keys.id,
      name: keys.name,
      description: keys.description,
      status: statusAt(now) as SQL<Status>,
      environment: keys.environment,
      scopes: keys.scopes,
      prefix: keyVersions.prefix,
      kind: keys.kind,
      publicId: keyVersions.publicId,
      tail: keyVersions.tail,
      generation: keyVersions.generation,
      createdAt: keys.createdAt,
      createdByLabel: keys.createdByLabel,
      lastUsedAt: keys.lastUsedAt,
      expiresAt: keys.expiresAt,
      latest: {
        activatedAt: keyVersions.activatedAt,
        expiresAt: keyVersions.expiresAt,
        rotatesAt: keyVersions.rotatesAt,
        retiresAt: keyVersions.retiresAt,
        revokedAt: keyVersions.revokedAt,
      },
      holds: sql`array(select ${holds.source} from ${holds} where ${holds.keyId} = ${keys.id})`.mapWith(
        keys.scopes,
      ) as SQL<HoldSource[]>,
    })
    .from(keys)
    .innerJoin(keyVersions, latestVersion)
    .where(where)
    .orderBy(
      // A key that was never used comes before all uses, one that never expires after all expiries.
      query.sort === "lastUsed"
        ? sql`${keys.lastUsedAt} ${ascending ? sql`asc nulls first` : sql`desc nulls last`}`
        : direction(columns[query.sort]),
      direction(keys.id),
    )
    .limit(query.size)
    .offset((query.page - 1) * query.size);
  const matching = db
    .select({ one: sql`1` })
    .from(keys)
    .innerJoin(keyVersions, latestVersion)
    .where(where)
    .limit(COUNT_LIMIT + 1)
    .as("matching");
  const [total] = await db.select({ n: count() }).from(matching);
  return { rows: rows satisfies KeyListRow[] as KeyListRow[], total: total!.n };
}

function conditions(
  workspace: WorkspaceId,
  kind: KeyKind,
  query: KeyListQuery,
  now: Date,
): (SQL | undefined)[] {
  return [
    eq(keys.workspaceId, workspace),
    eq(keys.kind, kind),
    isNull(keys.deletedAt),
    query.q ? matches(query.q) : undefined,
    query.status.length > 0 ? inArray(statusAt(now), query.status) : undefined,
    query.environment.length > 0 ? inArray(keys.environment, query.environment) : undefined,
    query.scope.length > 0 ? arrayOverlaps(keys.scopes, query.scope) : undefined,
    expiryCondition(query.expiry, now),
    query.notice === null ? undefined : hasNotice(query.notice, now),
    query.ids === undefined ? undefined : inArray(keys.id, [...query.ids]),
  ];
}

/** Free text in name and description; a public id, or a key pasted whole or masked, finds its key. */
function matches(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const ids = text.split(/[^0-9A-Za-z]+/).filter((piece) => piece.length === 16);
  const byId =
    ids.length > 0
      ? sql`${keys.id} in (select key_id from key_versions where public_id in ${ids})`
      : undefined;
  return or(ilike(keys.name, pattern), ilike(keys.description, pattern), byId);
}

function expiryCondition(filter: KeyListQuery["expiry"], now: Date): SQL | undefined {
  if (filter === null) return undefined;
  if (filter === "never") return isNull(keys.expiresAt);
  if (filter === "past") return and(isNotNull(keys.expiresAt), lte(keys.expiresAt, now));
  const days = { in7: 7, in30: 30, in90: 90 }[filter];
  return and(gt(keys.expiresAt, now), lte(keys.expiresAt, new Date(now.getTime() + days * 86_400_000)));
}
