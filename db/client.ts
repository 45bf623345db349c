import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { connectionOptions, defaultStatementTimeoutMs } from "@/db/connection-options";
import { supervisePool, type Watch } from "@/db/pool-watchdog";
import * as schema from "@/db/schema";
import { guardTransactions } from "@/db/transaction-guard";

/** How much later than the server's own limit a query is given up on this side. */
const graceMs = 5_000;

export type Sql = postgres.Sql;
export type Db = PostgresJsDatabase<typeof schema>;
/** What a transaction's callback gets. Using the outer `Db` inside a transaction can deadlock: pass this on. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export interface ClientOptions {
  /** Connections at most (default 10). */
  max?: number;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** The server cancels a statement after so many milliseconds (default 15,000; 0 = never). */
  statementTimeoutMs?: number;
  /** The server gives up waiting for a lock after so many milliseconds (default 5,000; 0 = never). */
  lockTimeoutMs?: number;
  /** The server ends a transaction that sits idle for so many milliseconds (default 15,000; 0 = never). */
  idleInTransactionTimeoutMs?: number;
  /** Seconds until a connection attempt fails (default 5). */
  connectTimeoutSeconds?: number;
  /** Keeps a connection for as long as it lives, instead of renewing it every half hour: for session locks. */
  permanent?: boolean;
  /** Called with the id of a connection that has closed. */
  onclose?: (connection: number) => void;
}

export interface Database {
  db: Db;
  sql: Sql;
  /** Closes every connection; statements under way get five seconds. Never throws. */
  end(): Promise<void>;
}

/**
 * The one place that makes PostgreSQL clients. `url` is `postgres://user:password@host:port/database`; a unix
 * socket is given as libpq does: `postgres://user:password@localhost/database?host=/folder&port=5432`.
 * The client connects lazily, reconnects by itself, and a server that dies rejects queries, nothing more.
 * Arrays are read as text (`fetch_types` is off): Drizzle's columns parse them, raw SQL must cast.
 */
export function createClient(url: string, options: ClientOptions = {}): Sql {
  return openClient(url, options, (made) => made);
}

/** A pool for the program: Drizzle over a client that is replaced when the driver's pool goes bad. */
export function createDb(url: string, options: ClientOptions = {}): Database {
  const { statementTimeoutMs = defaultStatementTimeoutMs } = options;
  const pool = supervisePool({
    open(watch) {
      const client = openClient(url, options, watch);
      drizzle(client); // makes the client hand dates and JSON to Drizzle's own column mappers
      return client;
    },
    probe: () => createClient(url, { ...options, max: 1, connectTimeoutSeconds: 2 }),
    deadlineMs: statementTimeoutMs && statementTimeoutMs + graceMs,
  });
  return { db: drizzle(pool.sql, { schema }), sql: pool.sql, end: pool.end };
}

function openClient(url: string, options: ClientOptions, watch: Watch): Sql {
  return guardTransactions(postgres(connectionOptions(url, options)), watch);
}
