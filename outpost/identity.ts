/** What a program learns of whoever was let in: the library's own words for a passport. */
import type { Identity } from "./public";
import type { Passport } from "./state/passport";

export function identityOf(passport: Passport): Identity {
  const { keyId, publicId, generation, kind, name, environment, applicationId, owner } = passport.record;
  return {
    auth: passport.claims ? "token" : "key",
    workspace: passport.workspace,
    keyId,
    publicId,
    version: generation,
    kind,
    name,
    environment,
    applicationId,
    scopes: [...passport.scopes],
    expiresAt: passport.endsAt,
    user: owner && { id: owner.userId, name: owner.name, email: owner.email, role: owner.role },
    tokenId: passport.claims?.jti ?? null,
    payload: passport.payload,
    headers: pairsOf(passport.headers),
  };
}

export function pairsOf(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[i * 2]!, flat[i * 2 + 1]!]);
}
