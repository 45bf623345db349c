/** Keys read under a lock, and their rows as they are written. What a decision changes stands in `key-effects.ts`. */
import { and, asc, eq } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { HoldSource, KeyFacts, MadeBy, RevokeReason } from "@/lib/domain/keys/key-facts";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Db, Tx } from "../client";
import { holds, keys, keyVersions } from "../schema";
import { anyOf } from "./any-of";
import { changedOne } from "./changed-one";
import { grouped } from "./grouped";
import { insertMany } from "./insert-many";
import { type KeyScope, within } from "./key-scope";

export type KeyRow = typeof keys.$inferSelect;
/** A key as it is made; what it shows of LATEST comes with its version, by triggers. */
export type NewKey = Omit<
  KeyRow,
  "issuedAt" | "standing" | "endsAt" | "rotatesAt" | "authType" | "rotateEveryDays" | "rotateOverlapHours"
> &
  Partial<Pick<KeyRow, "authType" | "rotateEveryDays" | "rotateOverlapHours">>;
export type VersionRow = typeof keyVersions.$inferSelect;

export interface LockedKey {
  row: KeyRow;
  versions: VersionRow[];
  facts: KeyFacts;
}

/**
 * Those of the keys that exist in the scope, with their versions and holds, locked against every other change. In order
 * of their ids, so that two acts on the same keys follow one another instead of holding each other up. `skipLocked`: those
 * that somebody else has locked are left out.
 */
export async function lockKeys(
  tx: Tx,
  scope: KeyScope,
  ids: readonly string[],
  { skipLocked = false }: { skipLocked?: boolean } = {},
): Promise<LockedKey[]> {
  const rows = await tx
    .select()
    .from(keys)
    .where(and(within(scope), anyOf(keys.id, ids)))
    .orderBy(asc(keys.id))
    .for("update", skipLocked ? { skipLocked } : {});
  if (rows.length === 0) return [];
  const found = rows.map((row) => row.id);
  const versions = await tx
    .select()
    .from(keyVersions)
    .where(and(eq(keyVersions.workspaceId, scope.workspace), anyOf(keyVersions.keyId, found)))
    .orderBy(asc(keyVersions.generation));
  const held = await tx
    .select({ keyId: holds.keyId, source: holds.source })
    .from(holds)
    .where(and(eq(holds.workspaceId, scope.workspace), anyOf(holds.keyId, found)));
  const versionsOf = grouped(versions, (version) => version.keyId);
  const holdsOf = grouped(held, (hold) => hold.keyId);
  return rows.map((row) => {
    const own = versionsOf.get(row.id) ?? [];
    const sources = (holdsOf.get(row.id) ?? []).map((hold) => hold.source as HoldSource);
    return { row, versions: own, facts: factsOf(row, own, sources) };
  });
}

/** The same of one key; null where the workspace, or its `owner`, has no such key. */
export async function lockKey(
  tx: Tx,
  workspace: WorkspaceId,
  kind: KeyKind,
  id: string,
  owner?: string,
): Promise<LockedKey | null> {
  const [key] = await lockKeys(tx, { workspace, kind, owner }, [id]);
  return key ?? null;
}

/** What the rules need of a key, out of its rows. */
export function factsOf(
  row: Pick<KeyRow, "kind" | "deletedAt">,
  versions: VersionRow[],
  sources: HoldSource[],
): KeyFacts {
  return {
    kind: row.kind as KeyKind,
    deletedAt: row.deletedAt,
    holds: sources,
    versions: versions.map((version) => ({
      ...version,
      revokeReason: version.revokeReason as RevokeReason | null,
      madeBy: version.madeBy as MadeBy,
    })),
  };
}

/** What keys are called and of what kind they are, deleted ones too, by id. */
export async function labelsOfKeys(
  db: Db | Tx,
  workspace: WorkspaceId,
  ids: readonly string[],
): Promise<Map<string, Pick<KeyRow, "name" | "kind">>> {
  const rows = await db
    .select({ id: keys.id, name: keys.name, kind: keys.kind })
    .from(keys)
    .where(and(eq(keys.workspaceId, workspace), anyOf(keys.id, ids)));
  return new Map(rows.map(({ id, ...label }) => [id, label]));
}

export async function insertKey(tx: Tx, row: NewKey): Promise<void> {
  await tx.insert(keys).values(row);
}

export async function insertVersion(tx: Tx, row: VersionRow): Promise<void> {
  await insertVersions(tx, [row]);
}

export async function insertVersions(tx: Tx, rows: readonly VersionRow[]): Promise<void> {
  await insertMany(tx, keyVersions, rows);
}

export async function updateKeyText(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  patch: Partial<Pick<KeyRow, "name" | "description" | "rotateEveryDays" | "rotateOverlapHours">>,
): Promise<void> {
  changedOne(
    await tx
      .update(keys)
      .set(patch)
      .where(and(eq(keys.workspaceId, workspace), eq(keys.id, id)))
      .returning({ id: keys.id }),
  );
}
