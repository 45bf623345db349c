/** The signing keys of a workspace, and what tokens are issued by. */
import { and, desc, eq, getTableColumns, gt, isNull, lte } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { revokedTokens, signingKeys, workspaces } from "../schema";
import { changedOne } from "./changed-one";
import { lockWorkspace } from "./workspaces";

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/**
 * The keys that no hand has retired, at most one in each state, with the workspace locked: two moves at once must follow
 * one another.
 */
export async function lockSigningKeys(tx: Tx, workspace: WorkspaceId): Promise<SigningKeyRow[]> {
  await lockWorkspace(tx, workspace);
  return tx
    .select()
    .from(signingKeys)
    .where(and(eq(signingKeys.workspaceId, workspace), isNull(signingKeys.retiredAt)));
}

/** The same without the lock and without private halves. */
export async function readSigningKeys(
  db: Db | Tx,
  workspace: WorkspaceId,
): Promise<Omit<SigningKeyRow, "sealedPrivate">[]> {
  const { sealedPrivate: _, ...columns } = getTableColumns(signingKeys);
  return db
    .select(columns)
    .from(signingKeys)
    .where(and(eq(signingKeys.workspaceId, workspace), isNull(signingKeys.retiredAt)));
}

export async function signingKeyExists(tx: Tx, workspace: WorkspaceId, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: signingKeys.id })
    .from(signingKeys)
    .where(and(eq(signingKeys.workspaceId, workspace), eq(signingKeys.id, id)));
  return rows.length === 1;
}

/** All of them, the newest first. Private halves stay where they are. */
export async function listSigningKeys(
  db: Db,
  workspace: WorkspaceId,
  limit: number,
): Promise<Omit<SigningKeyRow, "sealedPrivate">[]> {
  const { sealedPrivate: _, ...columns } = getTableColumns(signingKeys);
  return db
    .select(columns)
    .from(signingKeys)
    .where(eq(signingKeys.workspaceId, workspace))
    .orderBy(desc(signingKeys.createdAt), desc(signingKeys.id))
    .limit(limit);
}

export async function insertSigningKey(tx: Tx, row: SigningKeyRow): Promise<void> {
  await tx.insert(signingKeys).values(row);
}

export type SigningKeyChange = Partial<
  Pick<SigningKeyRow, "activatedAt" | "replacedAt" | "retiresAt" | "retiredAt">
>;

/** Changes a key that is not retired. With its retirement its private half is wiped. */
export async function changeSigningKey(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  set: SigningKeyChange,
): Promise<void> {
  changedOne(
    await tx
      .update(signingKeys)
      .set(set.retiredAt ? { ...set, sealedPrivate: null } : set)
      .where(
        and(eq(signingKeys.workspaceId, workspace), eq(signingKeys.id, id), isNull(signingKeys.retiredAt)),
      )
      .returning({ id: signingKeys.id }),
  );
}

/** The workspaces in which the drain of a key is over and nobody has wiped it yet. */
export async function workspacesToWipe(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ workspaceId: signingKeys.workspaceId })
    .from(signingKeys)
    .where(and(isNull(signingKeys.retiredAt), lte(signingKeys.retiresAt, now)));
  return rows.map(({ workspaceId }) => workspaceId);
}

export interface TokenIssuer {
  workspaceId: string;
  workspaceSlug: string;
  /** Null = the issuer itself. */
  audience: string | null;
  lifetimeMinutes: number;
  /** Those that no hand has retired: the clock may have. None where the workspace never had a signing key. */
  keys: SigningKeyRow[];
}

/** Whoever issues tokens for a workspace, by id or short name; null where there is no such workspace. */
export async function findTokenIssuer(
  db: Db,
  by: { id: string } | { slug: string },
): Promise<TokenIssuer | null> {
  const rows = await db
    .select({
      workspaceId: workspaces.id,
      workspaceSlug: workspaces.slug,
      audience: workspaces.tokenAudience,
      lifetimeMinutes: workspaces.tokenMinutes,
      key: signingKeys,
    })
    .from(workspaces)
    .leftJoin(signingKeys, and(eq(signingKeys.workspaceId, workspaces.id), isNull(signingKeys.retiredAt)))
    .where("id" in by ? eq(workspaces.id, by.id) : eq(workspaces.slug, by.slug));
  const [first] = rows;
  if (!first) return null;
  const { key: _, ...issuer } = first;
  return { ...issuer, keys: rows.flatMap(({ key }) => key ?? []) };
}

/** Refuses a token from now on, until it would have ended by itself. False where it was refused already. */
export async function insertRevokedToken(
  tx: Tx,
  workspace: WorkspaceId,
  token: { jti: string; until: Date },
): Promise<boolean> {
  const rows = await tx
    .insert(revokedTokens)
    .values({ workspaceId: workspace, ...token })
    .onConflictDoNothing()
    .returning({ jti: revokedTokens.jti });
  return rows.length === 1;
}

export async function isTokenRevoked(db: Db, workspaceId: string, jti: string, now: Date): Promise<boolean> {
  const rows = await db
    .select({ jti: revokedTokens.jti })
    .from(revokedTokens)
    .where(
      and(
        eq(revokedTokens.workspaceId, workspaceId),
        eq(revokedTokens.jti, jti),
        gt(revokedTokens.until, now),
      ),
    );
  return rows.length > 0;
}
