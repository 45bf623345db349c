import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@/lib/crypto/random";
import { signToken } from "@/lib/crypto/rs256";
import { endOf } from "@/lib/domain/keys/status";
import { HUB_SCOPES } from "@/lib/domain/scopes";
import { untilPublished } from "@/lib/domain/signing-keys/signing-key";
import { claimsOf } from "@/lib/domain/tokens/claims";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { Issuer, IssuerKey } from "@/lib/services/tokens/issuer";
import type { GateParts } from "../gate-parts";

export interface IssuedToken {
  token: string;
  /** Seconds until it ends. */
  expiresIn: number;
  scopes: readonly string[];
}

/** A token for a key that may have one. Its scopes are those of the team's own APIs: the hub's mean nothing there. */
export async function issueToken(
  parts: GateParts,
  issuer: Issuer & { key: IssuerKey },
  record: StoredRecord,
  asked: { payload: Readonly<Record<string, unknown>>; scopes?: readonly string[]; nowMs: number },
): Promise<IssuedToken> {
  const scopes = asked.scopes ?? ownScopes(record);
  const waitMs = untilPublished(issuer.key, new Date(asked.nowMs));
  if (waitMs > 0) await sleep(waitMs);
  const claims = claimsOf(
    {
      issuer: issuer.url,
      audience: issuer.audience,
      keyId: record.keyId,
      publicId: record.publicId,
      scopes,
      keyEndsAt: endOf(record)?.at ?? null,
      jti: newId(),
      lifetimeMinutes: issuer.lifetimeMinutes,
      payload: asked.payload,
    },
    new Date(asked.nowMs),
  );
  const token = await parts.signing.run(
    () => signToken(issuer.key.private, issuer.key.kid, claims),
    record.keyId,
  );
  const { workspaceId, keyId, versionId } = record;
  parts.counter.tokens.count({ workspaceId, signingKeyId: issuer.key.id, keyId, versionId }, claims.exp);
  return { token, expiresIn: claims.exp - claims.iat, scopes };
}

export function ownScopes({ scopes }: StoredRecord): string[] {
  return scopes.filter((scope) => !Object.hasOwn(HUB_SCOPES, scope));
}
