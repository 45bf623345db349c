/**
 * The token by which an Outpost shows that it knows the next signing key. It grants nothing, to whomever it is shown: its
 * type is none of an access token, it is meant for one Outpost alone, and it names no key and no scope.
 */
import type { TokenClaims } from "./claims";
import type { Expected } from "./read-token";

export const CANARY_TYPE = "keysmith-canary+jwt";

export function canaryAudience(outpostId: string): string {
  return `urn:keysmith:outpost:${outpostId}`;
}

export interface CanaryOf {
  issuer: string;
  outpostId: string;
  jti: string;
  /** As long as other tokens: an Outpost whose clock would refuse those refuses this one. */
  lifetimeMinutes: number;
}

export function canaryClaims({ issuer, outpostId, jti, lifetimeMinutes }: CanaryOf, now: Date): TokenClaims {
  const iat = Math.floor(now.getTime() / 1_000);
  return {
    iss: issuer,
    aud: canaryAudience(outpostId),
    sub: outpostId,
    client_id: outpostId,
    iat,
    nbf: iat,
    exp: iat + lifetimeMinutes * 60,
    jti,
  };
}

/** What an Outpost expects of its canary, where it expects this of other tokens. */
export function canaryExpected(expected: Expected, outpostId: string): Expected {
  return { ...expected, audience: canaryAudience(outpostId) };
}
