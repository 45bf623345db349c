/** The one place that tells "the database is not there" from every other error. */

/** A statement got no answer within the time that a caller can be made to wait. */
export class DatabaseSilent extends Error {
  readonly code = "DATABASE_SILENT";

  constructor(limitMs: number) {
    super(`the database did not answer within ${limitMs} ms`);
  }
}

/** Of the driver, and of the system's sockets. */
const codes = new Set([
  "DATABASE_SILENT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "QUERY_OVERDUE",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/**
 * SQLSTATEs (PostgreSQL, appendix A): 08 connection, 53 out of connections, memory or disk, 57P0x shutting down or
 * starting, 57014 statement timeout, 55P03 lock timeout, 25P03 idle too long, 25006 a standby after a failover.
 */
const states = /^(08...|53...|57P0.|57014|55P03|25P03|25006)$/;

/** Whether an error says that the database cannot be asked at the moment; a later try may work. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code, errors } = at as { code?: unknown; errors?: unknown };
    if (typeof code === "string" && (codes.has(code) || states.test(code))) return true;
    // A name with several addresses fails as a list of failures.
    if (Array.isArray(errors) && errors.some(isUnavailable)) return true;
  }
  return false;
}
