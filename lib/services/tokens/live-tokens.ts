import type { Db, Tx } from "@/db/client";
import { readLastEnd, readLiveTokens } from "@/db/queries/token-ledger";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { LiveTokens } from "@/lib/domain/tokens/live-tokens";

/** The live tokens that access keys got: what a withdrawal of the keys takes with it. */
export function liveTokensOfKeys(
  db: Db | Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
  now: Date,
): Promise<LiveTokens> {
  return readLiveTokens(db, workspace, { keyIds }, now);
}

/** The live tokens that a signing key has signed: what its retirement takes with it. */
export function liveTokensOfSigningKey(
  db: Db | Tx,
  workspace: WorkspaceId,
  signingKeyId: string,
  now: Date,
): Promise<LiveTokens> {
  return readLiveTokens(db, workspace, { signingKeyId }, now);
}

/** By when nothing that a signing key has signed can live: what its retirement waits for. Null = nothing is counted. */
export function lastEndOfSigningKey(
  db: Db | Tx,
  workspace: WorkspaceId,
  signingKeyId: string,
  now: Date,
): Promise<Date | null> {
  return readLastEnd(db, workspace, signingKeyId, now);
}

/** All live tokens of a workspace. */
export function liveTokensOfWorkspace(db: Db | Tx, workspace: WorkspaceId, now: Date): Promise<LiveTokens> {
  return readLiveTokens(db, workspace, "all", now);
}
