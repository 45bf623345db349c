import { wallClockMs } from "@/lib/entry/clock";
import type { Issuer } from "@/lib/services/tokens/issuer";
import { tokenCounts } from "@/lib/services/tokens/token-state";
import type { GateParts } from "../gate-parts";
import { answerJson, type Exchange } from "../http/exchange";
import { goodClaims } from "./check-token";
import { admitClient, readForm } from "./oauth-client";
import { refuseOAuth } from "./oauth-error";

const INACTIVE = { active: false };

/**
 * `POST /w/{slug}/oauth/introspect` (RFC 7662). Any good key of the workspace may ask that holds keys:verify; of a token
 * that does not count it learns that alone.
 */
export async function introspect(
  parts: GateParts,
  at: Exchange,
  issuer: Issuer,
  body: Buffer,
): Promise<void> {
  const form = readForm(at.req.headers["content-type"], body);
  if ("error" in form) return refuseOAuth(at, form);
  const nowMs = wallClockMs();
  const admitted = await admitClient(parts, at, issuer, form, nowMs);
  if ("error" in admitted) return refuseOAuth(at, admitted);
  const client = admitted.record;
  const may = client.kind === "access" && client.scopes.includes("keys:verify");
  parts.counter.count(admitted, may ? "valid" : "insufficient_scope", nowMs);
  if (!may)
    return refuseOAuth(at, {
      error: "unauthorized_client",
      description: "The key lacks the scope keys:verify.",
    });
  const token = form.get("token");
  if (token === undefined)
    return refuseOAuth(at, { error: "invalid_request", description: "token is missing." });
  const now = new Date(nowMs);
  const claims = goodClaims(token, issuer, now);
  if (!claims || !(await tokenCounts(issuer.workspaceId, claims, now))) return answerJson(at, 200, INACTIVE);
  answerJson(at, 200, { ...claims, active: true, token_type: "Bearer" });
}
