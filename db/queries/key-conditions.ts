/** The conditions that lists of keys have in common: free text, and when a key expires. */
import { and, eq, gt, ilike, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { COUNT_LIMIT, type EXPIRY_FILTERS } from "@/lib/domain/keys/list-words";
import type { Tx } from "../client";
import { keySearch, keys, keyVersions } from "../schema";

/** Fewer letters than this make no gram, and match too much to be worth an index. */
const GRAM = 3;

/**
 * Free text in name and description; a public id, or a key pasted whole or masked, finds its key. Where the index of
 * grams leads to few keys, these are looked at; where to many, a page and the total are soon full by walking.
 */
export async function textCondition(tx: Tx, workspace: WorkspaceId, text: string): Promise<SQL | undefined> {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const inText = or(ilike(keys.name, pattern), ilike(keys.description, pattern));
  const pieces = text.split(/[^0-9A-Za-z]+/).filter((piece) => piece.length === 16);
  const byId = pieces.length > 0 ? await idsOf(tx, workspace, pieces) : [];
  const matches = byId.length > 0 ? or(inText, inArray(keys.id, byId)) : inText;
  if ([...text].length < GRAM) return matches;
  const candidates = await tx
    .select({ id: keySearch.keyId })
    .from(keySearch)
    .where(and(eq(keySearch.workspaceId, workspace), sql`${keySearch.grams} @> key_grams(${text})`))
    .limit(COUNT_LIMIT + 1);
  if (candidates.length > COUNT_LIMIT) return matches;
  const ids = [...candidates.map((row) => row.id), ...byId];
  return and(sql`${keys.id} = any (${`{${ids}}`}::uuid[])`, matches);
}

async function idsOf(tx: Tx, workspace: WorkspaceId, publicIds: string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: keyVersions.keyId })
    .from(keyVersions)
    .where(and(eq(keyVersions.workspaceId, workspace), inArray(keyVersions.publicId, publicIds)));
  return rows.map((row) => row.id);
}

export type ExpiryFilter = (typeof EXPIRY_FILTERS)[number];

export function expiryCondition(filter: ExpiryFilter | null, now: Date): SQL | undefined {
  if (filter === null) return undefined;
  if (filter === "never") return isNull(keys.expiresAt);
  if (filter === "past") return and(isNotNull(keys.expiresAt), lte(keys.expiresAt, now));
  const days = { in7: 7, in30: 30, in90: 90 }[filter];
  return and(gt(keys.expiresAt, now), lte(keys.expiresAt, new Date(now.getTime() + days * 86_400_000)));
}
