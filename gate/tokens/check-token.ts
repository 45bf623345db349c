import { signatureFits } from "@/lib/crypto/rs256";
import { LONGEST_LIFETIME_MINUTES, type TokenClaims } from "@/lib/domain/tokens/claims";
import { claimsFault, readToken } from "@/lib/domain/tokens/read-token";
import { type Issuer, publishedAt } from "@/lib/services/tokens/issuer";

/**
 * The claims of a token that one of this issuer's published keys has signed and that is within its dates; else null. The
 * next key counts too: another gate may have begun to sign with it a moment ago.
 */
export function goodClaims(text: string, issuer: Issuer, now: Date): TokenClaims | null {
  const read = readToken(text);
  if (!read.ok) return null;
  const { claims, kid } = read.token;
  const key = publishedAt(issuer, now).find((published) => published.kid === kid);
  if (!key) return null;
  const expected = { issuer: issuer.url, audience: null, longestLifetimeMinutes: LONGEST_LIFETIME_MINUTES };
  if (claimsFault(claims, expected, now) !== null) return null;
  return signatureFits(key.public, read.token) ? claims : null;
}
