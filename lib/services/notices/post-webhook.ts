/**
 * Posts to an address that somebody chose, from inside the hub's network. So it is asked at the moment of the connection
 * what the name leads to, and that very address is used: a name that leads to a private address, or does so the second
 * time it is asked (DNS rebinding), reaches nothing. No redirect is followed, and no answer is shown but its status.
 */
import { type LookupAddress, lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { mayConnect, WEBHOOK_FAULTS, webhookFault } from "@/lib/domain/notices/webhook-address";
import { channels } from "./channels";

const PATIENCE_MS = 10_000;

export async function postWebhook(
  address: string,
  { body, headers }: { body: string; headers: Record<string, string> },
): Promise<void> {
  const { webhookOrigins } = channels();
  const fault = webhookFault(address, webhookOrigins);
  if (fault) throw new Error(WEBHOOK_FAULTS[fault]);
  const url = new URL(address);
  const status = await new Promise<number>((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(url, {
      method: "POST",
      // A connection of its own: none that was opened before to another address is used again.
      agent: false,
      lookup: guarded(url.origin, webhookOrigins),
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        ...headers,
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        "User-Agent": "Keysmith-Webhook",
      },
    });
    request.on("response", (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.on("error", (error) => reject(new Error(reasonOf(error))));
    request.end(body);
  });
  if (status < 200 || status > 299) throw new Error(`The receiver answered ${status}.`);
}

/** Asks what a name leads to, and refuses what is not public before anything is connected. */
export function guarded(origin: string, allowed: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const refused = found.find(({ address }) => !mayConnect(address, origin, allowed));
      const [first] = found as LookupAddress[];
      if (refused || !first) return callback(new Error(WEBHOOK_FAULTS.private), "", 0);
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family || isIP(first.address));
    });
  };
}

function reasonOf(error: Error & { code?: string }): string {
  if (error.name === "TimeoutError" || error.code === "ABORT_ERR")
    return "The receiver did not answer within 10 s.";
  if (error.code === "ENOTFOUND") return "The name of the receiver leads nowhere.";
  if (error.code === "ECONNREFUSED") return "Nobody answers at the receiver's address.";
  return error.message;
}
