import type postgres from "postgres";
import type { ClientOptions } from "@/db/client";
import { openSocket } from "@/db/socket";

export const defaultStatementTimeoutMs = 15_000;
const longestReconnectDelaySeconds = 0.5;

/**
 * A start-up message below this size waits for the driver's write timer, and the driver forgets to reset that
 * timer when a connection dies with a buffered write: such a connection would then never send anything again.
 * A longer message is written at once, the server refuses the stale bytes in front of it, and the driver's
 * next attempt is clean.
 */
const writtenAtOnce = 1024;

/** Options of the `postgres` driver for a URL: hardened, and the environment's PG* variables overruled. */
export function connectionOptions(url: string, options: ClientOptions): postgres.Options<never> {
  const { address, socketFolder, port } = parseUrl(url);
  const shared = {
    database: decodeURIComponent(address.pathname.slice(1)) || "postgres",
    username: decodeURIComponent(address.username) || "postgres",
    password: decodeURIComponent(address.password),
    max: options.max ?? 10,
    fetch_types: false,
    connect_timeout: options.connectTimeoutSeconds ?? 5,
    max_lifetime: options.permanent ? null : 30 * 60,
    keep_alive: 30,
    backoff: (retries: number) => Math.min(0.02 * 2 ** retries, longestReconnectDelaySeconds),
    onnotice: () => {},
    onclose: options.onclose,
    connection: sessionParameters(options, isPooler(address)),
    ...driverParameters(address.searchParams),
    ...(isPooler(address) && { prepare: false }),
  };
  const host = address.hostname.replace(/^\[|\]$/g, "") || "localhost";
  if (socketFolder !== undefined) {
    const path = `${socketFolder}/.s.PGSQL.${port}`;
    return { ...shared, host, port, path, ...socketFactory({ path }) };
  }
  return { ...shared, host, port, ...(!shared.ssl && socketFactory({ host, port })) };
}

/** The parts of a database URL; `host` and `port` may stand in the query, as libpq allows. */
function parseUrl(url: string): { address: URL; socketFolder?: string; port: number } {
  const address = new URL(url);
  const inHost = decodeURIComponent(address.hostname);
  const host = inHost.startsWith("/") ? inHost : address.searchParams.get("host");
  const port = Number(address.port || address.searchParams.get("port") || 5432);
  return host?.startsWith("/") ? { address, socketFolder: host, port } : { address, port };
}

/** Of a URL's query, what the driver understands. Everything else is left out rather than sent to the server. */
function driverParameters(query: URLSearchParams): Partial<postgres.Options<never>> {
  const ssl = query.get("sslmode") ?? query.get("ssl");
  const target = query.get("target_session_attrs");
  return {
    ...(ssl !== null && { ssl: sslMode(ssl) }),
    ...(target !== null && { target_session_attrs: target as "primary" }),
  };
}

function sslMode(mode: string): false | "require" | "allow" | "prefer" | "verify-full" {
  if (mode === "disable" || mode === "false") return false;
  if (mode === "allow" || mode === "prefer" || mode === "verify-full") return mode;
  // The driver cannot check the certificate without checking the name, so the stricter of the two is taken.
  return mode === "verify-ca" ? "verify-full" : "require";
}

/** `?pgbouncer=true`, as other programs have it too: a pooler refuses prepared statements and session settings. */
function isPooler(address: URL): boolean {
  return address.searchParams.get("pgbouncer") === "true";
}

function sessionParameters(options: ClientOptions, pooler: boolean) {
  const application_name = options.applicationName ?? "keysmith";
  if (pooler) return { application_name };
  return {
    application_name,
    statement_timeout: options.statementTimeoutMs ?? defaultStatementTimeoutMs,
    lock_timeout: options.lockTimeoutMs ?? 5_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 15_000,
    options: "-c TimeZone=UTC".padEnd(writtenAtOnce),
  };
}

/** The driver's types do not know this option, which its documentation describes. */
function socketFactory(where: Parameters<typeof openSocket>[0]): object {
  return { socket: () => openSocket(where) };
}
