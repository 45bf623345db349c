import { findRecordByPublicId } from "@/db/queries/key-records";
import { isTokenRevoked } from "@/db/queries/signing-keys";
import { verdict } from "@/lib/domain/keys/verdict";
import type { TokenClaims } from "@/lib/domain/tokens/claims";
import { database } from "../database";
import { inTime } from "../gate/in-time";

/** Whether a token that is good in itself still counts: it was not revoked, and the key behind it is good. */
export async function tokenCounts(workspaceId: string, claims: TokenClaims, now: Date): Promise<boolean> {
  const [record, revoked] = await inTime(
    Promise.all([
      findRecordByPublicId(database(), workspaceId, claims.client_id),
      isTokenRevoked(database(), workspaceId, claims.jti, now),
    ]),
  );
  return (
    !revoked &&
    record !== null &&
    verdict(record, { scopes: [], environment: null, api: null, way: "hub" }, now) === "valid"
  );
}
