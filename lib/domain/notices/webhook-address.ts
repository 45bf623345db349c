/** Where a webhook may lead: to https on the public internet, and wherever else whoever runs the hub has named. */
import { isPublicAddress } from "./public-address";

export type WebhookFault = "no-address" | "not-https" | "with-credentials" | "private";

export const WEBHOOK_FAULTS: Record<WebhookFault, string> = {
  "no-address": "Give a whole address, like https://chat.example.com/hooks/keysmith.",
  "not-https":
    "It must begin with https://, so that nobody on the way reads or changes what is sent. Whoever runs the hub can allow another, with KEYSMITH_WEBHOOK_ORIGINS.",
  "with-credentials": "Leave out user name and password: they would stand in logs on the way.",
  private:
    "That is an address of a private network. Whoever runs the hub can allow it, with KEYSMITH_WEBHOOK_ORIGINS.",
};

/** What is wrong with an address as it was typed, or null. What a name leads to is asked when something is sent. */
export function webhookFault(text: string, allowedOrigins: readonly string[]): WebhookFault | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") return "no-address";
  if (url.username !== "" || url.password !== "") return "with-credentials";
  if (allowedOrigins.includes(url.origin)) return null;
  if (url.protocol !== "https:") return "not-https";
  return isPrivateName(url.hostname) ? "private" : null;
}

/** Whether a connection to this address may be made for that origin. Asked of what the name leads to at that moment. */
export function mayConnect(address: string, origin: string, allowedOrigins: readonly string[]): boolean {
  return allowedOrigins.includes(origin) || isPublicAddress(address);
}

function isPrivateName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (/^[\d.]+$/.test(bare) || bare.includes(":")) return !isPublicAddress(bare);
  return !bare.includes(".") || /\.(localhost|local|internal|lan|home\.arpa)$/.test(bare);
}
