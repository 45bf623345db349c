/**
 * Why a key that was shown whole got no token. Each such refusal stands in the audit log; what has no known key behind it
 * does not, since strangers could fill the log with it.
 */
import type { VerdictCode } from "../keys/verdict";

export const TOKEN_REFUSALS = [
  "revoked",
  "expired",
  "suspended",
  "pending",
  "deleted",
  "insufficient_scope",
  "no_signing_key",
  "too_many_calls",
  "wrong_workspace",
  "wrong_client_id",
  "invalid_request",
  "invalid_scope",
  "unsupported_grant_type",
] as const;
export type TokenRefusal = (typeof TOKEN_REFUSALS)[number];

/** The cause of a verdict on the key itself, without a question about scopes or environment. */
export function refusalByVerdict(code: VerdictCode): TokenRefusal {
  if (code === "unknown") return "deleted";
  const known = TOKEN_REFUSALS.find((cause) => cause === code);
  if (!known) throw new Error(`a key alone cannot be judged ${code}`);
  return known;
}

/** Refusals of one key for one cause are told together, at most once in so long; the first one at once. */
export const REFUSALS_TOLD_EVERY_MS = 3_600_000;
