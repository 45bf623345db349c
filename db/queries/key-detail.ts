/** One key with all that its page shows. */
import { and, asc, desc, eq, exists, gte, inArray, isNull, max, min, sql, sum } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { HoldSource, KeyFacts } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { PASSED } from "@/lib/domain/keys/outcomes";
import type { Db } from "../client";
import { callers, holds, keys, keyVersions, outposts, usage } from "../schema";
import { atOutpost, through } from "./key-verifiers";
import { factsOf, type KeyRow, type VersionRow } from "./keys";

export interface KeyDetail {
  row: KeyRow;
  versions: VersionRow[];
  holds: (typeof holds.$inferSelect)[];
  facts: KeyFacts;
  /** To the second, out of the usage. */
  lastUsedAt: Date | null;
}

export async function readKey(
  db: Db,
  workspace: WorkspaceId,
  kind: KeyKind,
  id: string,
): Promise<KeyDetail | null> {
  const [row] = await db
    .select()
    .from(keys)
    .where(
      and(eq(keys.workspaceId, workspace), eq(keys.kind, kind), eq(keys.id, id), isNull(keys.deletedAt)),
    );
  if (!row) return null;
  const [versions, held, [used]] = await Promise.all([
    db
      .select()
      .from(keyVersions)
      .where(and(eq(keyVersions.workspaceId, workspace), eq(keyVersions.keyId, id)))
      .orderBy(asc(keyVersions.generation)),
    db
      .select()
      .from(holds)
      .where(and(eq(holds.workspaceId, workspace), eq(holds.keyId, id)))
      .orderBy(asc(holds.createdAt)),
    db
      .select({ at: max(usage.lastAt) })
      .from(usage)
      .where(and(ofKey(usage, workspace, id), inArray(usage.outcome, [...PASSED]))),
  ]);
  return {
    row,
    versions,
    holds: held,
    facts: factsOf(
      row,
      versions,
      held.map((hold) => hold.source as HoldSource),
    ),
    lastUsedAt: later(used?.at ?? null, row.lastUsedAt),
  };
}

export interface UsageByOutcome {
  outcome: string;
  calls: number;
  lastAt: Date;
}

/** Calls of a key since an instant (taken to the hour), by outcome; of some of its versions, where these are named. */
export async function usageOf(
  db: Db,
  workspace: WorkspaceId,
  id: string,
  since: Date,
  versionIds?: readonly string[],
): Promise<UsageByOutcome[]> {
  const rows = await db
    .select({ outcome: usage.outcome, calls: sum(usage.calls), lastAt: max(usage.lastAt) })
    .from(usage)
    .where(
      and(
        ofKey(usage, workspace, id),
        gte(usage.hour, since),
        versionIds === undefined ? undefined : inArray(usage.versionId, [...versionIds]),
      ),
    )
    .groupBy(usage.outcome);
  return rows
    .map((row) => ({ outcome: row.outcome, calls: Number(row.calls), lastAt: row.lastAt! }))
    .sort((a, b) => b.calls - a.calls);
}

export interface DayOfUsage {
  /** The UTC day, as YYYY-MM-DD. */
  day: string;
  allowed: number;
  denied: number;
}

export async function usageByDay(
  db: Db,
  workspace: WorkspaceId,
  id: string,
  since: Date,
): Promise<DayOfUsage[]> {
  const passed = inArray(usage.outcome, [...PASSED]);
  const day = sql<string>`to_char(${usage.hour} at time zone 'UTC', 'YYYY-MM-DD')`;
  const rows = await db
    .select({
      day,
      allowed: sql<string>`coalesce(sum(${usage.calls}) filter (where ${passed}), 0)`,
      denied: sql<string>`coalesce(sum(${usage.calls}) filter (where not ${passed}), 0)`,
    })
    .from(usage)
    .where(and(ofKey(usage, workspace, id), gte(usage.hour, since)))
    .groupBy(day)
    .orderBy(day);
  return rows.map((row) => ({ day: row.day, allowed: Number(row.allowed), denied: Number(row.denied) }));
}

export interface CallerRow {
  ip: string;
  userAgent: string;
  calls: number;
  firstAt: Date;
  lastAt: Date;
  /** Whether a gate was asked about it. */
  atGate: boolean;
  /** The Outposts that it came through, by name. */
  outposts: string[];
}

export interface CallersWanted {
  /** Only callers that used this version; without it, those of every version. */
  versionId?: string;
  /** Only callers seen since this instant. */
  since?: Date;
  /** Only callers that may have been let in: seen by a verifier that let a call of the same version through. */
  letIn?: boolean;
  limit: number;
}

/** Where the calls of a key, or of one version of it, came from, the latest first. */
export async function callersOf(
  db: Db,
  workspace: WorkspaceId,
  keyId: string,
  { versionId, since, letIn = false, limit }: CallersWanted,
): Promise<CallerRow[]> {
  const rows = await db
    .select({
      ip: callers.ip,
      userAgent: callers.userAgent,
      calls: sum(callers.calls),
      firstAt: min(callers.firstAt),
      lastAt: max(callers.lastAt),
      ...through,
    })
    .from(callers)
    .leftJoin(outposts, atOutpost(callers, workspace))
    .where(
      and(
        ofKey(callers, workspace, keyId),
        versionId === undefined ? undefined : eq(callers.versionId, versionId),
        since === undefined ? undefined : gte(callers.lastAt, since),
        letIn ? exists(passedThere(db)) : undefined,
      ),
    )
    .groupBy(callers.ip, callers.userAgent)
    .orderBy(desc(max(callers.lastAt)))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    calls: Number(row.calls),
    firstAt: row.firstAt!,
    lastAt: row.lastAt!,
  }));
}

/** The calls that passed of a caller's version, at the verifier that saw it: of a caller it is not kept whether it was let in. */
function passedThere(db: Db) {
  return db
    .select({ one: sql`1` })
    .from(usage)
    .where(
      and(
        eq(usage.versionId, callers.versionId),
        eq(usage.verifierId, callers.verifierId),
        inArray(usage.outcome, [...PASSED]),
      ),
    );
}

/** The first call that one version of a key let through, and where it came from. */
export async function firstUseOf(
  db: Db,
  workspace: WorkspaceId,
  id: string,
  versionId: string,
): Promise<{ at: Date; ip: string | null } | null> {
  const [[used], [caller]] = await Promise.all([
    db
      .select({ at: min(usage.lastAt) })
      .from(usage)
      .where(
        and(ofKey(usage, workspace, id), eq(usage.versionId, versionId), inArray(usage.outcome, [...PASSED])),
      ),
    db
      .select({ ip: callers.ip, at: callers.firstAt })
      .from(callers)
      .where(and(ofKey(callers, workspace, id), eq(callers.versionId, versionId)))
      .orderBy(asc(callers.firstAt))
      .limit(1),
  ]);
  if (!used?.at) return null;
  return caller && caller.at <= used.at ? { at: caller.at, ip: caller.ip } : { at: used.at, ip: null };
}

function ofKey(table: typeof usage | typeof callers, workspace: WorkspaceId, id: string) {
  return and(eq(table.workspaceId, workspace), eq(table.keyId, id));
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
