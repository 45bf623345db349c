/** Which headers cross the front, and which it sets itself. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { HOP_BY_HOP } from "@/lib/domain/hop-by-hop";

/** Would steer the console from outside: pose as another host or address, plant a nonce, resume a page. */
const steering = new Set(["content-security-policy", "forwarded", "host", "next-resume", "via"]);

/** Vendors' names of the caller's address; the rest of them begin with x-. */
const posing = new Set(["cf-connecting-ip", "client-ip", "fastly-client-ip", "true-client-ip"]);

export interface Vouched {
  /** The address in the browser, as far as it is ours. */
  host: string;
  proto: "http" | "https";
  ip: string;
  requestId: string;
  /** Proves to the front that a request came back from the console itself. */
  inner: string;
}

/**
 * The headers that the console is given. No header beginning with x- comes through from outside but the mark by which
 * the console knows an action that it forwarded to itself (all that it does is stop a second forwarding).
 */
export function consoleHeaders(from: IncomingHttpHeaders, vouched: Vouched): OutgoingHttpHeaders {
  const named = new Set((from.connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(from)) {
    if (name.startsWith("x-") && name !== "x-action-forwarded") continue;
    if (HOP_BY_HOP.has(name) || steering.has(name) || posing.has(name) || named.has(name)) continue;
    headers[name] = value;
  }
  headers.host = vouched.host;
  headers["x-forwarded-host"] = vouched.host;
  headers["x-forwarded-proto"] = vouched.proto;
  headers["x-forwarded-for"] = vouched.ip;
  headers["x-keysmith-ip"] = vouched.ip;
  headers["x-keysmith-inner"] = vouched.inner;
  headers["x-request-id"] = vouched.requestId;
  return headers;
}

/** Says nothing of how the console is made, nor of what only the two processes need to know. */
const unsaid = new Set(["x-powered-by", "server", "x-keysmith-inner"]);

/** The console's answer as it leaves: its own headers, then ours. */
export function answerHeaders(from: IncomingHttpHeaders, ours: Record<string, string>): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(from)) {
    if (HOP_BY_HOP.has(name) || unsaid.has(name) || name.startsWith("x-middleware-")) continue;
    headers[name] = value;
  }
  // Pages bring a policy with a nonce; whatever else answers needs nothing at all.
  headers["content-security-policy"] ??= CLOSED_POLICY;
  return Object.assign(headers, ours);
}

export const CLOSED_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** On every answer to a browser. */
export function securityHeaders(publicUrl: URL): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy":
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ...(publicUrl.protocol === "https:" && {
      "strict-transport-security": "max-age=31536000",
    }),
  };
}
