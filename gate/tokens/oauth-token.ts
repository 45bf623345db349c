import { EXCHANGED } from "@/lib/domain/keys/outcomes";
import { actorMay } from "@/lib/domain/people/actor";
import { SCOPE_PATTERN } from "@/lib/domain/scopes";
import type { TokenRefusal } from "@/lib/domain/tokens/refusals";
import { wallClockMs } from "@/lib/entry/clock";
import { actorOf } from "@/lib/entry/endpoint";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { Issuer } from "@/lib/services/tokens/issuer";
import type { GateParts } from "../gate-parts";
import { answer, type Exchange } from "../http/exchange";
import { issueToken, ownScopes } from "./issue";
import { admitClient, readForm } from "./oauth-client";
import { type OAuthError, refuseOAuth, tooManyTries } from "./oauth-error";

/** `POST /w/{slug}/oauth/token`: the client credentials grant (RFC 6749 section 4.4). */
export async function oauthToken(
  parts: GateParts,
  at: Exchange,
  issuer: Issuer,
  body: Buffer,
): Promise<void> {
  const form = readForm(at.req.headers["content-type"], body);
  if ("error" in form) return refuseOAuth(at, form);
  await parts.gathering.turn();
  const nowMs = wallClockMs();
  const admitted = await admitClient(parts, at, issuer, form, nowMs, parts.tokenRefusals);
  if ("error" in admitted) return refuseOAuth(at, admitted);
  const client = admitted.record;
  const no = (cause: TokenRefusal, error: OAuthError) => {
    parts.counter.count(admitted, cause === "insufficient_scope" ? cause : "valid", nowMs);
    parts.tokenRefusals.note(client, cause, nowMs);
    refuseOAuth(at, error);
  };
  const tooMany = parts.limits.calledBy(client.keyId, nowMs);
  if (tooMany) {
    parts.tokenRefusals.note(client, "too_many_calls", nowMs);
    return refuseOAuth(at, tooManyTries(tooMany));
  }
  const grant = form.get("grant_type");
  if (grant === undefined)
    return no("invalid_request", { error: "invalid_request", description: "grant_type is missing." });
  if (grant !== "client_credentials")
    return no("unsupported_grant_type", {
      error: "unsupported_grant_type",
      description: "This server knows client_credentials alone.",
    });
  const refusal = clientRefusal(client);
  if (refusal !== null)
    return no("insufficient_scope", { error: "unauthorized_client", description: refusal });
  const asked = form.get("scope")?.split(" ").filter(Boolean);
  const held = ownScopes(client);
  if (asked?.some((scope) => !SCOPE_PATTERN.test(scope) || !held.includes(scope)))
    return no("invalid_scope", {
      error: "invalid_scope",
      description: "The key does not hold every scope asked for.",
    });
  if (!issuer.key)
    return no("no_signing_key", {
      error: "unauthorized_client",
      description: "This workspace has no signing key yet. An Owner or Admin generates one.",
    });
  const { token, expiresIn, scopes } = await issueToken(parts, { ...issuer, key: issuer.key }, client, {
    payload: {},
    scopes: asked ? [...new Set(asked)] : held,
    nowMs,
  });
  parts.counter.count(admitted, EXCHANGED, nowMs);
  const json = JSON.stringify({
    access_token: token,
    token_type: "Bearer",
    expires_in: expiresIn,
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  });
  answer(at, 200, "application/json", json, ["Pragma", "no-cache"]);
}

/** Why a client gets no token, and has none to take back; null = it does. */
export function clientRefusal(record: StoredRecord): string | null {
  const actor = actorOf(record);
  if (actor?.kind === "key" && actorMay(actor, "token:exchange")) return null;
  return record.kind === "key_set"
    ? "This key set is no OAuth 2 client: its key is presented to the API itself."
    : "The key lacks the scope tokens:exchange.";
}
