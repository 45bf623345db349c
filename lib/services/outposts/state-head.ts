import type { StateHead } from "@/db/queries/outpost-state";
import type { SigningKeyRow } from "@/db/queries/signing-keys";
import type { BundleHead } from "@/lib/contracts/outposts";
import { publicJwk } from "@/lib/crypto/rs256";
import { MAX_STALE_SECONDS } from "@/lib/domain/outposts/state";
import { ringOf } from "@/lib/domain/signing-keys/moves";
import { signingKeyState } from "@/lib/domain/signing-keys/signing-key";
import { LONGEST_LIFETIME_MINUTES } from "@/lib/domain/tokens/claims";
import { inOrder, issuerUrl } from "../tokens/issuer";
import { canaryOf } from "./canary";

/** What an Outpost is told beside the keys, as it goes over the wire. */
export async function bundleHeadOf(state: StateHead, now: Date): Promise<BundleHead> {
  const { outpost, revision, issuer, apis, revokedTokens } = state;
  const url = issuerUrl(issuer.workspaceSlug);
  const { id, name, environment, generation } = outpost;
  const { next } = ringOf(issuer.keys, now);
  return {
    format: 1,
    generation,
    revision,
    at: now.toISOString(),
    outpost: { id, name, environment },
    workspace: { id: issuer.workspaceId, slug: issuer.workspaceSlug },
    apis,
    issuer: url,
    audience: issuer.audience ?? url,
    longest_token_seconds: LONGEST_LIFETIME_MINUTES * 60,
    max_stale_seconds: MAX_STALE_SECONDS,
    signing_keys: inOrder(issuer.keys).flatMap((key) => signingKeyOnWire(key, now)),
    revoked_tokens: revokedTokens.map(({ jti, until }) => ({ jti, until: until.toISOString() })),
    canary: next && (await canaryOf(next, state, now)),
  };
}

/** A key that drains is told as one that has retired, with an end that is still to come. */
function signingKeyOnWire(key: SigningKeyRow, now: Date): BundleHead["signing_keys"] {
  const state = signingKeyState(key, now);
  if (state === "retired") return [];
  const { kid, publicPem, retiresAt } = key;
  const jwk = publicJwk(kid, publicPem);
  return state === "draining"
    ? [{ kid, jwk, state: "retired", ends_at: retiresAt?.toISOString() ?? null }]
    : [{ kid, jwk, state, ends_at: null }];
}
