import { SCOPE_PATTERN } from "@/lib/domain/scopes";
import { wallClockMs } from "@/lib/entry/clock";
import type { Issuer } from "@/lib/services/tokens/issuer";
import type { GateParts } from "../gate-parts";
import { answer, type Exchange } from "../http/exchange";
import { issueToken, ownScopes } from "./issue";
import { admitClient, readForm } from "./oauth-client";
import { refuseOAuth, tooManyTries } from "./oauth-error";

/** `POST /w/{slug}/oauth/token`: the client credentials grant (RFC 6749 section 4.4). */
export async function oauthToken(
  parts: GateParts,
  at: Exchange,
  issuer: Issuer,
  body: Buffer,
): Promise<void> {
  const form = readForm(at.req.headers["content-type"], body);
  if ("error" in form) return refuseOAuth(at, form);
  const grant = form.get("grant_type");
  if (grant === undefined)
    return refuseOAuth(at, { error: "invalid_request", description: "grant_type is missing." });
  const nowMs = wallClockMs();
  const admitted = await admitClient(parts, at, issuer, form, nowMs);
  if ("error" in admitted) return refuseOAuth(at, admitted);
  const client = admitted.record;
  const tooMany = parts.limits.calledBy(client.keyId, nowMs);
  if (tooMany) return refuseOAuth(at, tooManyTries(tooMany));
  if (grant !== "client_credentials")
    return refuseOAuth(at, {
      error: "unsupported_grant_type",
      description: "This server knows client_credentials alone.",
    });
  const may = client.kind === "access" && client.scopes.includes("tokens:exchange");
  parts.counter.count(admitted, may ? "valid" : "insufficient_scope", nowMs);
  if (!may)
    return refuseOAuth(at, {
      error: "unauthorized_client",
      description: "The key lacks the scope tokens:exchange.",
    });
  const asked = form.get("scope")?.split(" ").filter(Boolean);
  const held = ownScopes(client);
  if (asked?.some((scope) => !SCOPE_PATTERN.test(scope) || !held.includes(scope)))
    return refuseOAuth(at, {
      error: "invalid_scope",
      description: "The key does not hold every scope asked for.",
    });
  if (!issuer.key)
    return refuseOAuth(at, {
      error: "unauthorized_client",
      description: "This workspace has no signing key yet. An Owner or Admin generates one.",
    });
  const { token, expiresIn, scopes } = await issueToken(parts, { ...issuer, key: issuer.key }, client, {
    payload: {},
    scopes: asked ? [...new Set(asked)] : held,
    nowMs,
  });
  const json = JSON.stringify({
    access_token: token,
    token_type: "Bearer",
    expires_in: expiresIn,
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  });
  answer(at, 200, "application/json", json, ["Pragma", "no-cache"]);
}
