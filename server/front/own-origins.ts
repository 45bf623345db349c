import type { IncomingMessage } from "node:http";

/** Under which names the console is used: the public URL, and while none is set this machine's own names. */
export interface OwnOrigins {
  /** Whether a request that changes something may come from where it says it comes. */
  allow(request: IncomingMessage): boolean;
  /** The host that the console is told: the one in the address bar where it is ours, else the public one. */
  hostFor(request: IncomingMessage): string;
}

export function ownOrigins(publicUrl: URL, given: boolean): OwnOrigins {
  const origins = new Set([publicUrl.origin]);
  if (!given)
    for (const name of ["localhost", "127.0.0.1", "[::1]"])
      origins.add(`http://${name}:${publicUrl.port || 80}`);
  const hosts = new Set([...origins].map((origin) => new URL(origin).host));
  return {
    allow({ headers }) {
      if (headers.origin !== undefined) return origins.has(headers.origin);
      // Without Origin no browser posts across sites; where one tells the site all the same, it is believed.
      const site = headers["sec-fetch-site"];
      return site === undefined || site === "same-origin" || site === "none";
    },
    hostFor({ headers }) {
      return headers.host !== undefined && hosts.has(headers.host) ? headers.host : publicUrl.host;
    },
  };
}
