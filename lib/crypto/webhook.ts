/**
 * Signing of webhooks, as standardwebhooks.com says it, so that any receiver's library can check it: HMAC-SHA-256 over
 * id, time and body. The time is in it, so that an old body cannot be sent again later.
 */
import { createHmac, randomBytes } from "node:crypto";
import { Secret } from "@/lib/domain/secret";

const PREFIX = "whsec_";

/** 256 random bits. */
export function newWebhookSecret(): Secret {
  return new Secret(PREFIX + randomBytes(32).toString("base64"));
}

export function webhookHeaders(
  secret: Secret,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.reveal().slice(PREFIX.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": `v1,${signature}` };
}
