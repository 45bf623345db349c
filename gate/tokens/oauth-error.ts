import { answer, type Exchange } from "../http/exchange";
import type { Problem } from "../http/problem";

export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "temporarily_unavailable";

export interface OAuthError {
  error: OAuthErrorCode;
  /** A sentence in ASCII, without quotation marks and backslashes (RFC 6749 section 5.2). */
  description: string;
  /** Whether the client used the Authorization header: only then is it told to (RFC 6749 section 5.2). */
  challenge?: boolean;
  diagnosticId?: string;
  /** Too many calls or bad keys: 429, with these headers (RFC 6585 section 4). */
  tooMany?: readonly string[];
}

/** What a client hears that has used up its allowance. */
export function tooManyTries({ detail, headers }: Problem): OAuthError {
  return { error: "temporarily_unavailable", description: detail, tooMany: headers ?? [] };
}

/** An error as RFC 6749 section 5.2 has it. */
export function refuseOAuth(
  exchange: Exchange,
  { error, description, challenge, diagnosticId, tooMany }: OAuthError,
): void {
  const body = JSON.stringify({ error, error_description: description, diagnostic_id: diagnosticId });
  const status = tooMany ? 429 : error === "invalid_client" ? 401 : 400;
  const more = challenge ? ["WWW-Authenticate", 'Basic realm="keysmith", charset="UTF-8"'] : [];
  answer(exchange, status, "application/json", body, [...more, ...(tooMany ?? []), "Pragma", "no-cache"]);
}
