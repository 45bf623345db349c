/** The types of this package, all of them: they stand by themselves. */

export interface OutpostOptions {
  /** The hub's address, without a path. */
  hub: string | URL;
  /** The token that the console showed when the Outpost was enrolled. */
  token: string;
  /** A file in which the last state is kept, one process per file; left out: in memory alone. */
  state?: string;
  /** Shortens for how long the last state counts while the hub is out of reach. Never longer than the hub allows. */
  maxStaleSeconds?: number;
  /** The name of the API that it stands for, such as `orders-v1`: key sets are good for the APIs that they are subscribed to. */
  api?: string;
  /** Needed of every call. */
  scopes?: readonly string[];
  /** Is told what happens; never a key or a token. Left out: nobody is. */
  log?: (
    level: "debug" | "info" | "warn" | "error",
    message: string,
    facts?: Record<string, unknown>,
  ) => void;
}

/** Who calls: the key that was presented, or the one behind the token. */
export interface Identity {
  auth: "key" | "token";
  /** The workspace's short name. */
  workspace: string;
  keyId: string;
  publicId: string;
  version: number;
  kind: "access" | "personal" | "key_set";
  name: string;
  environment: string | null;
  /** Of a key set: whose it is. */
  applicationId: string | null;
  /** The key's, or those that the token was given. */
  scopes: string[];
  /** When what was presented ends; null = never. */
  expiresAt: Date | null;
  /** Of a personal key: the person it acts as. */
  user: { id: string; name: string; email: string; role: string | null } | null;
  /** `jti`; null for a key. */
  tokenId: string | null;
  /** What was added to the token when it was issued. */
  payload: Record<string, unknown>;
  /** The X-Keysmith-* headers that the proxy would set. */
  headers: [name: string, value: string][];
}

export type Verified =
  | { ok: true; identity: Identity }
  | {
      ok: false;
      /** 400, 401, 403 or 503. */
      status: number;
      /** Stable, for programs. */
      code: string;
      /** What to answer: problem details (RFC 9457). */
      headers: [name: string, value: string][];
      body: string;
    };

/** A fetch Request, its Headers, Node's request, or a plain object of headers. */
export type Verifiable =
  | { rawHeaders: readonly string[] }
  | {
      headers:
        | { forEach(take: (value: string, name: string) => void): void }
        | Record<string, string | readonly string[] | undefined>;
    }
  | { forEach(take: (value: string, name: string) => void): void }
  | Record<string, string | readonly string[] | undefined>;

export interface CheckOptions {
  /** Needed of this call, beside those of every call. */
  scopes?: readonly string[];
  /** The caller's address, for the hub's list of callers. Express knows it by itself. */
  ip?: string;
}

export interface Health {
  /** Whether anybody is let in. */
  ok: boolean;
  /** The API that it was started with; null = none. */
  api: string | null;
  /** Whether it lets in the key sets that are subscribed, or why none; null = nothing has been heard of the hub yet. */
  key_sets: "open" | "outpost_without_api" | "outpost_api_unknown" | "outpost_without_environment" | null;
  connected: boolean;
  enrolled: boolean;
  version: string;
  generation: number | null;
  revision: number | null;
  kids: string[];
  keys: number;
  heard_seconds_ago: number | null;
  max_stale_seconds: number | null;
  clock_skew_ms: number | null;
  state_on_disk: boolean;
  trouble: string | null;
}

export interface OutpostClient {
  /** Resolves when it can answer: with the hub's state, or with the one that was kept. `verify` waits for it by itself. */
  ready: Promise<void>;
  verify(request: Verifiable, options?: CheckOptions): Promise<Verified>;
  health(): Health;
  close(): Promise<void>;
}

export function createOutpost(options: OutpostOptions): OutpostClient;

/** Express, Connect and the like: `app.use(expressGuard(outpost))`, then `request.keysmith`. */
export function expressGuard(
  outpost: Pick<OutpostClient, "verify">,
  options?: CheckOptions,
): (
  request: { rawHeaders: string[]; headers: object },
  response: { writeHead(status: number, headers: string[]): unknown; end(body: string): unknown },
  next: (error?: unknown) => void,
) => Promise<void>;

/** Hono: `app.use(honoGuard(outpost))`, then `c.get("keysmith")`. */
export function honoGuard(
  outpost: Pick<OutpostClient, "verify">,
  options?: CheckOptions,
): (
  context: { req: { raw: Request }; set(name: never, value: never): void },
  next: () => Promise<void>,
) => Promise<Response | undefined>;

/** Next route handlers: `export const GET = nextGuard(outpost, (request, identity, context) => ...)`. */
export function nextGuard<Context>(
  outpost: Pick<OutpostClient, "verify">,
  handler: (request: Request, identity: Identity, context: Context) => Response | Promise<Response>,
  options?: CheckOptions,
): (request: Request, context: Context) => Promise<Response>;
