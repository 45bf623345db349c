/** The signing keys of a workspace, and what tokens are issued by. */
import { and, desc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Db, Tx } from "../client";
import { revokedTokens, signingKeys, workspaces } from "../schema";
import { changedOne } from "./changed-one";
import { lockWorkspace } from "./workspaces";

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/**
 * The key in use, with the workspace locked: two rotations at once must follow one another. Null where there is none.
 */
export async function lockActiveSigningKey(tx: Tx, workspace: WorkspaceId): Promise<SigningKeyRow | null> {
  await lockWorkspace(tx, workspace);
  const [row] = await tx.select().from(signingKeys).where(inUse(workspace));
  return row ?? null;
}

/** All of them, the newest first. Private halves stay where they are. */
export async function listSigningKeys(
  db: Db,
  workspace: WorkspaceId,
  limit: number,
): Promise<Omit<SigningKeyRow, "sealedPrivate">[]> {
  const { sealedPrivate: _, ...columns } = signingKeyColumns;
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

/** Ends a key in use, and wipes its private half. */
export async function retireSigningKey(tx: Tx, workspace: WorkspaceId, id: string, now: Date): Promise<void> {
  changedOne(
    await tx
      .update(signingKeys)
      .set({ retiredAt: now, sealedPrivate: null })
      .where(and(inUse(workspace), eq(signingKeys.id, id)))
      .returning({ id: signingKeys.id }),
  );
}

export interface TokenIssuer {
  workspaceId: string;
  workspaceSlug: string;
  /** Null = the issuer itself. */
  audience: string | null;
  lifetimeMinutes: number;
  /** Null where the workspace has no signing key. */
  key: SigningKeyRow | null;
}

/** Whoever issues tokens for a workspace, by id or short name; null where there is no such workspace. */
export async function findTokenIssuer(
  db: Db,
  by: { id: string } | { slug: string },
): Promise<TokenIssuer | null> {
  const [row] = await db
    .select({
      workspaceId: workspaces.id,
      workspaceSlug: workspaces.slug,
      audience: workspaces.tokenAudience,
      lifetimeMinutes: workspaces.tokenMinutes,
      key: signingKeys,
    })
    .from(workspaces)
    .leftJoin(signingKeys, and(eq(signingKeys.workspaceId, workspaces.id), isActive()))
    .where("id" in by ? eq(workspaces.id, by.id) : eq(workspaces.slug, by.slug));
  return row ?? null;
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

const signingKeyColumns = {
  id: signingKeys.id,
  workspaceId: signingKeys.workspaceId,
  kid: signingKeys.kid,
  bits: signingKeys.bits,
  publicPem: signingKeys.publicPem,
  sealedPrivate: signingKeys.sealedPrivate,
  createdByLabel: signingKeys.createdByLabel,
  createdAt: signingKeys.createdAt,
  activatedAt: signingKeys.activatedAt,
  replacedAt: signingKeys.replacedAt,
  retiresAt: signingKeys.retiresAt,
  retiredAt: signingKeys.retiredAt,
};

function inUse(workspace: WorkspaceId) {
  return and(eq(signingKeys.workspaceId, workspace), isActive());
}

/** The index `signing_keys_one_active` leads there. */
function isActive() {
  const { retiredAt, activatedAt, replacedAt } = signingKeys;
  return and(isNull(retiredAt), isNotNull(activatedAt), isNull(replacedAt));
}
