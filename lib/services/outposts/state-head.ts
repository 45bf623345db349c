import type { StateHead } from "@/db/queries/outpost-state";
import type { BundleHead } from "@/lib/contracts/outposts";
import { publicJwk } from "@/lib/crypto/rs256";
import { MAX_STALE_SECONDS } from "@/lib/domain/outposts/state";
import { LONGEST_LIFETIME_MINUTES } from "@/lib/domain/tokens/claims";
import { issuerUrl } from "../tokens/issuer";

/** What an Outpost is told beside the keys, as it goes over the wire. */
export function bundleHeadOf({ outpost, revision, issuer, revokedTokens }: StateHead, now: Date): BundleHead {
  const url = issuerUrl(issuer.workspaceSlug);
  const { id, name, environment, generation } = outpost;
  return {
    format: 1,
    generation,
    revision,
    at: now.toISOString(),
    outpost: { id, name, environment },
    workspace: { id: issuer.workspaceId, slug: issuer.workspaceSlug },
    issuer: url,
    audience: issuer.audience ?? url,
    longest_token_seconds: LONGEST_LIFETIME_MINUTES * 60,
    max_stale_seconds: MAX_STALE_SECONDS,
    signing_keys: issuer.key
      ? [
          {
            kid: issuer.key.kid,
            jwk: publicJwk(issuer.key.kid, issuer.key.publicPem),
            state: "active",
            ends_at: null,
          },
        ]
      : [],
    revoked_tokens: revokedTokens.map(({ jti, until }) => ({ jti, until: until.toISOString() })),
    canary: null,
  };
}
