/** Which headers cross an Outpost that stands in front of an API, and which it sets. */
import type { IncomingMessage } from "node:http";
import { HOP_BY_HOP } from "@/lib/domain/hop-by-hop";
import { isForUs } from "@/lib/domain/keys/presented";
import { ownCopy } from "@/lib/domain/storable";
import { headerIn } from "../raw-headers";
import type { Passport } from "../state/passport";
import type { Caller } from "../sync/callers";

const credentials = new Set(["x-api-key", "x-tenant-api-key"]);

export interface Crossing {
  ip: string;
  proto: "http" | "https";
  host: string;
  /** Another proxy stands in front, whose word about the caller's address counts. */
  behindProxy: boolean;
  /** The API gets to see the key or token too. */
  keepCredential: boolean;
}

/** Where a call comes from. A proxy in front, where its word counts, has put the address that it saw last. */
export function callerOf(request: IncomingMessage, behindProxy: boolean): Caller {
  // To ask for `headers` makes an object of all of them: only where a list of several is to be put together.
  const told = behindProxy ? request.headers["x-forwarded-for"] : undefined;
  const seen = told === undefined ? undefined : lastIn(String(told));
  const userAgent = headerIn(request.rawHeaders, "user-agent");
  return { ip: seen || (request.socket.remoteAddress ?? null), userAgent };
}

/** Longer than a chain of some proxies is: what a part of it keeps in memory is worth a copy. */
const longChain = 256;

function lastIn(chain: string): string {
  const last = chain.split(",").at(-1)!.trim();
  return chain.length > longChain ? ownCopy(last) : last;
}

/** The headers that the API is given, as a flat list. */
export function requestHeaders(raw: readonly string[], passport: Passport, crossing: Crossing): string[] {
  const { ip, proto, host, behindProxy, keepCredential } = crossing;
  const named = namedIn(raw);
  const headers: string[] = [];
  const chain: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    const value = raw[i + 1]!;
    // Many servers read _ as -: an X_Keysmith_Name would arrive as ours, a Content_Length as the length.
    if (name.includes("_") || name.startsWith("x-keysmith-")) continue;
    if (HOP_BY_HOP.has(name) || (named?.has(name) && name !== "content-length" && name !== "host")) continue;
    if (!keepCredential && (credentials.has(name) || (name === "authorization" && isForUs(value)))) continue;
    if (tellsOfCaller(name)) {
      if (!behindProxy) continue;
      if (name === "x-forwarded-for") {
        // Each proxy adds itself behind what came, in the same line or, as HAProxy does, in another one.
        chain.push(value);
        continue;
      }
    }
    headers.push(raw[i]!, value);
  }
  headers.push("X-Forwarded-For", [...chain, ip].join(", "));
  // Behind a proxy we see neither what the caller asked it for nor over what: what it does not tell stays untold.
  if (!behindProxy) headers.push("X-Forwarded-Proto", proto, "X-Forwarded-Host", host);
  for (const header of passport.headers) headers.push(header);
  return headers;
}

/** Where the caller is, what it asked for and, by X-Forwarded-User and the like, who it is: a proxy's to say. */
function tellsOfCaller(name: string): boolean {
  return name.startsWith("x-forwarded-") || name === "forwarded" || name === "x-real-ip";
}

/** The API's answer as it leaves. */
export function answerHeaders(raw: readonly string[]): string[] {
  const named = namedIn(raw);
  const headers: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    if (HOP_BY_HOP.has(name) || (named?.has(name) && name !== "content-length")) continue;
    headers.push(raw[i]!, raw[i + 1]!);
  }
  return headers;
}

/** What a Connection header names goes no further than it does; null = nothing but the usual. */
function namedIn(raw: readonly string[]): Set<string> | null {
  let named: Set<string> | null = null;
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]!.length !== 10 || raw[i]!.toLowerCase() !== "connection") continue;
    const value = raw[i + 1]!.toLowerCase();
    if (value === "keep-alive" || value === "close") continue;
    named ??= new Set();
    for (const name of value.split(",")) named.add(name.trim());
  }
  return named;
}
