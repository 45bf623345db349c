/** Tokens that have not ended, as the gates have counted them when they issued them. */
import { and, eq, exists, gt, gte, inArray, isNull, max, notInArray, or, type SQL, sum } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { type LiveTokens, liveTokens, minuteOf } from "@/lib/domain/tokens/live-tokens";
import type { Db, Tx } from "../client";
import { keys, keyVersions, signingKeys, tokenLedger } from "../schema";

/** Which tokens are meant: of some access keys, of one signing key, or of the whole workspace. */
export type TokensOf = { keyIds: readonly string[] } | { signingKeyId: string } | "all";

/**
 * How many of them live, and when the last one has ended. Those of a signing key that has retired live no more; those of
 * a key that is withdrawn or disabled, or of a secret of it that has ended, are refused with it. What a gate has
 * not written yet, up to a second of its work, is not in it.
 */
export async function readLiveTokens(
  db: Db | Tx,
  workspace: WorkspaceId,
  of: TokensOf,
  now: Date,
): Promise<LiveTokens> {
  if (of !== "all" && "keyIds" in of && of.keyIds.length === 0) return liveTokens(0, null);
  // What has expired is not asked for: its tokens end with it.
  const good = db
    .select({ id: keyVersions.id })
    .from(keyVersions)
    .innerJoin(keys, and(eq(keys.workspaceId, workspace), eq(keys.id, keyVersions.keyId)))
    .where(
      and(
        eq(keyVersions.workspaceId, workspace),
        eq(keyVersions.id, tokenLedger.versionId),
        isNull(keyVersions.revokedAt),
        or(isNull(keyVersions.retiresAt), gt(keyVersions.retiresAt, now)),
        notInArray(keys.standing, ["revoked", "suspended"]),
        isNull(keys.deletedAt),
      ),
    );
  return counted(db, workspace, now, and(meant(of), exists(good)));
}

/**
 * By when the last token that a signing key has signed has ended; null = none is counted. Those of a disabled key too: once
 * it is enabled they are good again.
 */
export async function readLastEnd(
  db: Db | Tx,
  workspace: WorkspaceId,
  signingKeyId: string,
  now: Date,
): Promise<Date | null> {
  return (await counted(db, workspace, now, meant({ signingKeyId }))).endBy;
}

async function counted(
  db: Db | Tx,
  workspace: WorkspaceId,
  now: Date,
  which: SQL | undefined,
): Promise<LiveTokens> {
  const [row] = await db
    .select({ tokens: sum(tokenLedger.tokens), last: max(tokenLedger.endsMinute) })
    .from(tokenLedger)
    .innerJoin(
      signingKeys,
      and(eq(signingKeys.workspaceId, workspace), eq(signingKeys.id, tokenLedger.signingKeyId)),
    )
    .where(
      and(
        eq(tokenLedger.workspaceId, workspace),
        gte(tokenLedger.endsMinute, minuteOf(now)),
        isNull(signingKeys.retiredAt),
        or(isNull(signingKeys.retiresAt), gt(signingKeys.retiresAt, now)),
        which,
      ),
    );
  return liveTokens(Number(row?.tokens ?? 0), row?.last ?? null);
}

function meant(of: TokensOf) {
  if (of === "all") return undefined;
  return "keyIds" in of
    ? inArray(tokenLedger.keyId, [...of.keyIds])
    : eq(tokenLedger.signingKeyId, of.signingKeyId);
}
