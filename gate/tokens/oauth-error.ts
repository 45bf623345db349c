import { answer, type Exchange } from "../http/exchange";

export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_token_type";

export interface OAuthError {
  error: OAuthErrorCode;
  /** A sentence in ASCII, without quotation marks and backslashes (RFC 6749 section 5.2). */
  description: string;
  /** Whether the client used the Authorization header: only then is it told to (RFC 6749 section 5.2). */
  challenge?: boolean;
  diagnosticId?: string;
}

/** An error as RFC 6749 section 5.2 has it. */
export function refuseOAuth(
  exchange: Exchange,
  { error, description, challenge, diagnosticId }: OAuthError,
): void {
  const body = JSON.stringify({ error, error_description: description, diagnostic_id: diagnosticId });
  const status = error === "invalid_client" ? 401 : 400;
  const more = challenge ? ["WWW-Authenticate", 'Basic realm="keysmith", charset="UTF-8"'] : [];
  answer(exchange, status, "application/json", body, [...more, "Pragma", "no-cache"]);
}
