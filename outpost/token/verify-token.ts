import type { KeyObject } from "node:crypto";
import { signatureFits } from "@/lib/crypto/rs256";
import type { TokenClaims } from "@/lib/domain/tokens/claims";
import {
  type ClaimsFault,
  claimsFault,
  type Expected,
  readToken,
  type TokenFault,
  type TokenType,
} from "@/lib/domain/tokens/read-token";
import type { KeyRing } from "./key-ring";

export type VerificationFault = TokenFault | ClaimsFault | "unknown_kid" | "bad_signature";

/** By whose clock a token is judged: ours, and the later one of ours and the hub's. They differ only where ours is off. */
export interface TokenClock {
  now: Date;
  /** Ends are judged by this one: a slow clock must not honour a token for longer. */
  latest: Date;
}

export interface GoodToken {
  ok: true;
  kid: string;
  /** By which its signature was found good. */
  key: KeyObject;
  claims: TokenClaims;
}

export type VerifiedToken = GoodToken | { ok: false; fault: VerificationFault };

/** Whether a text is a token of the workspace, for us, within its dates. What became of its key is not asked here. */
export function verifyToken(
  text: string,
  ring: KeyRing,
  expected: Expected,
  clock: TokenClock,
  type: TokenType = "at+jwt",
): VerifiedToken {
  const read = readToken(text, type, ring.heads);
  if (!read.ok) return read;
  const { kid, claims, head } = read.token;
  const fault = claimsFaultBy(clock, claims, expected);
  if (fault) return { ok: false, fault };
  const key = ring.find(kid, clock.latest.getTime());
  if (!key) return { ok: false, fault: "unknown_kid" };
  if (!signatureFits(key, read.token)) return { ok: false, fault: "bad_signature" };
  if (type === "at+jwt" && !ring.heads.has(head)) ring.learnHead(head, kid);
  return { ok: true, kid, key, claims };
}

/** The same for a token whose signature was found good before. */
export function claimsFaultBy(
  { now, latest }: TokenClock,
  claims: TokenClaims,
  expected: Expected,
): ClaimsFault | null {
  const fault = claimsFault(claims, expected, now);
  return fault === null && latest > now ? claimsFault(claims, expected, latest) : fault;
}
