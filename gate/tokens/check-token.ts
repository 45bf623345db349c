import { signatureFits } from "@/lib/crypto/rs256";
import { LONGEST_LIFETIME_MINUTES, type TokenClaims } from "@/lib/domain/tokens/claims";
import { claimsFault, readToken } from "@/lib/domain/tokens/read-token";
import type { Issuer } from "@/lib/services/tokens/issuer";

/** The claims of a token that this issuer signed with its present key and that is within its dates; else null. */
export function goodClaims(text: string, issuer: Issuer, now: Date): TokenClaims | null {
  const read = readToken(text);
  if (!read.ok || !issuer.key || read.token.kid !== issuer.key.kid) return null;
  const { claims } = read.token;
  const expected = { issuer: issuer.url, audience: null, longestLifetimeMinutes: LONGEST_LIFETIME_MINUTES };
  if (claimsFault(claims, expected, now) !== null) return null;
  return signatureFits(issuer.key.public, read.token) ? claims : null;
}
