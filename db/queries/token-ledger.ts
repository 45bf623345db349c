/** Tokens that have not ended, as the gates have counted them when they issued them. */
import { and, eq, gt, gte, inArray, isNull, max, or, sum } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { type LiveTokens, liveTokens, minuteOf } from "@/lib/domain/tokens/live-tokens";
import type { Db, Tx } from "../client";
import { signingKeys, tokenLedger } from "../schema";

/** Which tokens are meant: of some access keys, of one signing key, or of the whole workspace. */
export type TokensOf = { keyIds: readonly string[] } | { signingKeyId: string } | "all";

/**
 * How many of them live, and when the last one has ended. Those of a signing key that has retired live no more. What a
 * gate has not written yet, up to a second of its work, is not in it.
 */
export async function readLiveTokens(
  db: Db | Tx,
  workspace: WorkspaceId,
  of: TokensOf,
  now: Date,
): Promise<LiveTokens> {
  if (of !== "all" && "keyIds" in of && of.keyIds.length === 0) return liveTokens(0, null);
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
        meant(of),
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
