import { CANARY_TYPE, canaryExpected } from "@/lib/domain/tokens/canary";
import type { Expected } from "@/lib/domain/tokens/read-token";
import type { Head } from "../sync/wire";
import type { KeyRing } from "./key-ring";
import { type TokenClock, verifyToken } from "./verify-token";

export interface CanaryResult {
  kid: string;
  verified: boolean;
  error: string | null;
}

/**
 * The hub hands out a token under its next key, for this Outpost alone and good for nothing else: whoever can verify it
 * will be able to verify what that key signs.
 */
export function tryCanary(
  { canary, outpost }: Pick<Head, "canary" | "outpost">,
  ring: KeyRing,
  expected: Expected,
  clock: TokenClock,
): CanaryResult | null {
  if (!canary) return null;
  const { kid, token } = canary;
  const verified = verifyToken(token, ring, canaryExpected(expected, outpost.id), clock, CANARY_TYPE);
  const error = verified.ok ? (verified.kid === kid ? null : "another_kid") : verified.fault;
  return { kid, verified: error === null, error };
}
