/**
 * Reads a token as strictly as it was written (RFC 7515, 7519, 8725, 9068): what this refuses never reaches a signature
 * check, and nothing in a token is ever fetched. The signature itself is checked in `lib/crypto`.
 */
import { bytesOfBase64url } from "../base64url";
import type { TokenClaims } from "./claims";

export const TOKEN_FAULTS = [
  "not_a_token",
  "wrong_type",
  "wrong_algorithm",
  "forbidden_header",
  "no_kid",
  "bad_claims",
  "bad_dates",
] as const;
export type TokenFault = (typeof TOKEN_FAULTS)[number];

export interface ReadToken {
  kid: string;
  /** The text of its first part. */
  head: string;
  claims: TokenClaims;
  /** What the signature covers. */
  signed: string;
  signature: Uint8Array;
}

const longestToken = 16_384;
const headerNames = new Set(["alg", "typ", "kid"]);

/** What a token says of itself in `typ`: an access token (RFC 9068), or one that only shows that a key is known. */
export type TokenType = "at+jwt" | "keysmith-canary+jwt";
const TYPES: Record<TokenType, RegExp> = {
  "at+jwt": /^(application\/)?at\+jwt$/i,
  "keysmith-canary+jwt": /^keysmith-canary\+jwt$/,
};

/** Heads that were read before and found good as that of an access token, by their text: the kid in them. */
export type KnownHeads = ReadonlyMap<string, string>;

/**
 * The parts of a token whose form is good in every respect; or the first fault. The tokens under one key begin with the
 * same head: one that is `known` is not read again.
 */
export function readToken(
  text: string,
  type: TokenType = "at+jwt",
  known: KnownHeads | null = null,
): { ok: true; token: ReadToken } | { ok: false; fault: TokenFault } {
  const no = (fault: TokenFault) => ({ ok: false as const, fault });
  if (text.length > longestToken) return no("not_a_token");
  const parts = text.split(".");
  if (parts.length !== 3 || parts.includes("")) return no("not_a_token");
  const [head, body, tail] = parts as [string, string, string];
  const knownKid = type === "at+jwt" ? known?.get(head) : undefined;
  const header = knownKid === undefined ? objectIn(head) : null;
  const claims = objectIn(body);
  const signature = bytesOfBase64url(tail);
  if ((knownKid === undefined && !header) || !claims || !signature) return no("not_a_token");
  const inHead = header ? kidIn(header, type) : { kid: knownKid! };
  if ("fault" in inHead) return no(inHead.fault);
  const { iss, aud, sub, client_id, jti, scope, iat, nbf, exp } = claims;
  const texts = [iss, aud, sub, client_id, jti].every((value) => typeof value === "string" && value !== "");
  if (!texts || (scope !== undefined && typeof scope !== "string")) return no("bad_claims");
  if (![iat, nbf, exp].every((value) => Number.isSafeInteger(value) && (value as number) > 0))
    return no("bad_dates");
  return {
    ok: true,
    token: {
      kid: inHead.kid,
      head,
      claims: claims as unknown as TokenClaims,
      signed: `${head}.${body}`,
      signature,
    },
  };
}

function kidIn(header: Record<string, unknown>, type: TokenType): { kid: string } | { fault: TokenFault } {
  const { alg, typ, kid } = header;
  if (alg !== "RS256") return { fault: "wrong_algorithm" };
  if (typeof typ !== "string" || !TYPES[type].test(typ)) return { fault: "wrong_type" };
  // jwk, jku, x5u, x5c bring a key of the sender's own; crit asks for what we do not know.
  if (Object.keys(header).some((name) => !headerNames.has(name))) return { fault: "forbidden_header" };
  return typeof kid !== "string" || kid === "" || kid.length > 128 ? { fault: "no_kid" } : { kid };
}

/** A machine's clock may differ from ours by so many seconds. */
export const CLOCK_LEEWAY_S = 5;

export type DateFault = "expired" | "not_yet" | "too_old";

/** Whether a token's dates are good at `now`: not over, not from the future, and no older than a token can be. */
export function dateFault(
  { iat, nbf, exp }: Pick<TokenClaims, "iat" | "nbf" | "exp">,
  longestLifetimeMinutes: number,
  now: Date,
): DateFault | null {
  const at = now.getTime() / 1_000;
  if (exp <= at) return "expired";
  if (nbf > at + CLOCK_LEEWAY_S || iat > at + CLOCK_LEEWAY_S) return "not_yet";
  const longest = longestLifetimeMinutes * 60;
  return exp - iat > longest || at - iat > longest + CLOCK_LEEWAY_S ? "too_old" : null;
}

export type ClaimsFault = "wrong_issuer" | "wrong_audience" | DateFault;

/** Whom a verifier trusts, and for whom it stands. */
export interface Expected {
  issuer: string;
  /** Null = of any audience: for the issuer itself, which issued it. */
  audience: string | null;
  longestLifetimeMinutes: number;
}

/** The first thing about a token's claims that is not as expected; null = all of it is. */
export function claimsFault(claims: TokenClaims, expected: Expected, now: Date): ClaimsFault | null {
  if (claims.iss !== expected.issuer) return "wrong_issuer";
  if (expected.audience !== null && claims.aud !== expected.audience) return "wrong_audience";
  return dateFault(claims, expected.longestLifetimeMinutes, now);
}

const strictly = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** JSON with a member named twice reads differently at different readers: it is no token. */
function objectIn(text: string): Record<string, unknown> | null {
  const bytes = bytesOfBase64url(text);
  if (!bytes) return null;
  try {
    const json = strictly.decode(bytes);
    const value: unknown = JSON.parse(json);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
    // Ours are written by JSON.stringify: whatever does not come out the same was written by somebody else.
    return JSON.stringify(value) === json ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
