/** What a token of the hub says: RFC 9068 claims, and whatever the caller added. */
import { hasUnsafeCharacter } from "../text";

/** Set by the hub alone; a caller that names one of them is refused, lest it speak in the hub's name. */
export const REGISTERED_CLAIMS = [
  "iss",
  "sub",
  "aud",
  "exp",
  "nbf",
  "iat",
  "jti",
  "client_id",
  "scope",
  "cnf",
  "act",
  "auth_time",
  "acr",
  "amr",
  "azp",
  "sid",
  "kid",
] as const;

/** With the one name that is no member of an object, whoever assigns it. */
const registered: ReadonlySet<string> = new Set([...REGISTERED_CLAIMS, "__proto__"]);

export interface TokenClaims {
  iss: string;
  aud: string;
  /** Whom the token speaks for: the key's id. */
  sub: string;
  /** The key's public id. */
  client_id: string;
  /** Seconds since 1970, whole, as `nbf` and `exp`. */
  iat: number;
  nbf: number;
  exp: number;
  jti: string;
  /** Separated by spaces; absent = none. */
  scope?: string;
  [own: string]: unknown;
}

export interface ClaimsOf {
  issuer: string;
  audience: string;
  keyId: string;
  publicId: string;
  scopes: readonly string[];
  /** When the key itself ends; null = never. */
  keyEndsAt: Date | null;
  jti: string;
  lifetimeMinutes: number;
  payload: Readonly<Record<string, unknown>>;
}

export const LONGEST_LIFETIME_MINUTES = 60;

/** The claims of a token issued at `now`. It never outlives the key that it stands for. */
export function claimsOf(of: ClaimsOf, now: Date): TokenClaims {
  const iat = Math.floor(now.getTime() / 1_000);
  const keyEnd =
    of.keyEndsAt === null ? Number.POSITIVE_INFINITY : Math.floor(of.keyEndsAt.getTime() / 1_000);
  const claims: TokenClaims = {
    iss: of.issuer,
    aud: of.audience,
    sub: of.keyId,
    client_id: of.publicId,
    iat,
    nbf: iat,
    exp: Math.min(iat + of.lifetimeMinutes * 60, keyEnd),
    jti: of.jti,
  };
  if (of.scopes.length > 0) claims.scope = of.scopes.join(" ");
  // One by one: to spread it would make a slow object of every token's claims.
  for (const name in of.payload) if (!registered.has(name)) claims[name] = of.payload[name];
  return claims;
}

const mostMembers = 32;
const deepest = 4;
const longestPayload = 4_096;

/**
 * Why a caller's payload cannot go into a token, as a sentence; null where it can. An empty array is taken for an empty
 * payload: that is how PHP writes one.
 */
export function payloadProblem(payload: unknown): string | null {
  if (Array.isArray(payload) && payload.length === 0) return null;
  if (payload === null || typeof payload !== "object" || Array.isArray(payload))
    return 'The payload is an object, as in {"user_id":"42"}.';
  const names = Object.keys(payload);
  const reserved = names.filter((name) => registered.has(name));
  if (reserved.length > 0) return `Set by the hub, not by the payload: ${reserved.join(", ")}.`;
  if (names.length > mostMembers) return `A payload has at most ${mostMembers} members.`;
  if (names.some((name) => !/^[A-Za-z_][\w.:-]{0,63}$/.test(name)))
    return "Names in a payload are letters, digits and underscores, at most 64.";
  const fault = faultIn(payload, deepest);
  if (fault !== null) return fault;
  return JSON.stringify(payload).length > longestPayload
    ? `A payload has at most ${longestPayload} characters.`
    : null;
}

const unsafe = "The payload holds a character that cannot be sent on.";

/** The first thing in a payload, of at most so many `levels`, that would not reach the token as it is. */
function faultIn(value: unknown, levels: number): string | null {
  if (typeof value === "string") return hasUnsafeCharacter(value) ? unsafe : null;
  // Two large ids would become one and the same, and an endless number none at all.
  if (typeof value === "number" && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    return "A number in the payload is larger than programs can tell apart. Send it as a text.";
  if (value === null || typeof value !== "object") return null;
  if (levels === 0) return `A payload is at most ${deepest} levels deep.`;
  const members = value as Record<string, unknown>;
  for (const name in members) {
    if (hasUnsafeCharacter(name)) return unsafe;
    const fault = faultIn(members[name], levels - 1);
    if (fault !== null) return fault;
  }
  return null;
}
