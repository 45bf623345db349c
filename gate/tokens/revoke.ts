import { wallClockMs } from "@/lib/entry/clock";
import { command } from "@/lib/entry/endpoint";
import type { Issuer } from "@/lib/services/tokens/issuer";
import { revokeToken } from "@/lib/services/tokens/revoke-token";
import type { GateParts } from "../gate-parts";
import { answer, type Exchange } from "../http/exchange";
import { goodClaims } from "./check-token";
import { admitClient, readForm } from "./oauth-client";
import { refuseOAuth, tooManyTries } from "./oauth-error";
import { clientRefusal } from "./oauth-token";

/**
 * `POST /w/{slug}/oauth/revoke` (RFC 7009): a client takes back a token of its own. What is no token, or has ended, needs
 * no taking back: that is a success (section 2.2).
 */
export async function revoke(parts: GateParts, at: Exchange, issuer: Issuer, body: Buffer): Promise<void> {
  const form = readForm(at.req.headers["content-type"], body);
  if ("error" in form) return refuseOAuth(at, form);
  const nowMs = wallClockMs();
  const admitted = await admitClient(parts, at, issuer, form, nowMs);
  if ("error" in admitted) return refuseOAuth(at, admitted);
  const client = admitted.record;
  const tooMany = parts.limits.calledBy(client.keyId, nowMs);
  if (tooMany) return refuseOAuth(at, tooManyTries(tooMany));
  const refusal = clientRefusal(client);
  parts.counter.count(admitted, refusal === null ? "valid" : "insufficient_scope", nowMs);
  if (refusal !== null) return refuseOAuth(at, { error: "unauthorized_client", description: refusal });
  const token = form.get("token");
  if (token === undefined)
    return refuseOAuth(at, { error: "invalid_request", description: "token is missing." });
  const claims = goodClaims(token, issuer, new Date(nowMs));
  if (claims && claims.sub !== client.keyId)
    return refuseOAuth(at, {
      error: "invalid_grant",
      description: "The token was issued to another client.",
    });
  if (claims) {
    const { ip, requestId } = at;
    const userAgent = at.req.headers["user-agent"] ?? null;
    const call = { record: client, ip, userAgent, requestId, idempotencyKey: null };
    const { jti, exp, client_id: clientId } = claims;
    const until = new Date(exp * 1_000).toISOString();
    const answered = await command(revokeToken, call, { jti, until, clientId });
    if (answered.kind !== "done") throw new Error(`a token could not be revoked: ${answered.kind}`);
  }
  answer(at, 200, "application/json", "{}");
}
