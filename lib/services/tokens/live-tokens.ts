import type { Db, Tx } from "@/db/client";
import { readLiveTokens } from "@/db/queries/token-ledger";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { LiveTokens } from "@/lib/domain/tokens/live-tokens";

/** The tokens that access keys got and that have not ended: what a withdrawal of the keys takes with it. */
export function liveTokensOfKeys(
  db: Db | Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
  now: Date,
): Promise<LiveTokens> {
  return readLiveTokens(db, workspace, { keyIds }, now);
}

/** The tokens that a signing key has signed and that have not ended: what its retirement waits for. */
export function liveTokensOfSigningKey(
  db: Db | Tx,
  workspace: WorkspaceId,
  signingKeyId: string,
  now: Date,
): Promise<LiveTokens> {
  return readLiveTokens(db, workspace, { signingKeyId }, now);
}

/** All tokens of a workspace that have not ended. */
export function liveTokensOfWorkspace(db: Db | Tx, workspace: WorkspaceId, now: Date): Promise<LiveTokens> {
  return readLiveTokens(db, workspace, "all", now);
}
