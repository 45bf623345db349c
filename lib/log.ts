/** The program's log: one JSON object per line. What looks like a secret is starred before it leaves the process. */
import { type DestinationStream, type Logger, pino } from "pino";
import { config } from "@/lib/config";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

const secretNames = [
  "authorization",
  "cookie",
  "key",
  "password",
  "secret",
  "set-cookie",
  "token",
  "x-api-key",
  "x-tenant-api-key",
];

/** The text of a key: its public id may stay (it is made for logs), its secret may not. */
const keyText = /([a-z][a-z0-9]{1,11}_[aps][a-z0-9]*_[0-9A-Za-z]{16})_[0-9A-Za-z]+/g;
const credential = /\b(Bearer|Basic)(\s+)[\w.~+/=-]{8,}/gi;
const connectionPassword = /(\bpostgres(?:ql)?:\/\/[^:@/\s"]*:)[^@/\s"]+@/gi;
const linkToken = /\b(token=)[0-9A-Za-z_-]{20,}/g;

/** Stars what looks like a credential in any text: a message, an error's text, a whole line. */
export function withoutCredentials(text: string): string {
  return text
    .replace(keyText, "$1_****")
    .replace(credential, "$1$2****")
    .replace(connectionPassword, "$1****@")
    .replace(linkToken, "$1****");
}

/** A logger of its own, for another level or destination; the program uses `log()`. */
export function createLog(level: string, process: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorFacts },
    redact: { paths: secretPaths(), censor: "****" },
    hooks: { streamWrite: withoutCredentials },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error without what a failed statement was given: its parameters hold digests, hashes, names and emails. */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: withoutParameters(error.message),
    code,
    stack: error.stack && withoutParameters(error.stack),
    cause: error.cause === undefined ? undefined : errorFacts(error.cause),
    errors: error instanceof AggregateError ? error.errors.map(errorFacts) : undefined,
  };
}

function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "\nparams: ****");
}

let own: Logger | undefined;

/** The log of this process. */
export function log(): Logger {
  own ??= createLog(config().logLevel, config().process);
  return own;
}

/** Each name at the top and up to two levels down: a request's headers, an error's request's headers. */
function secretPaths(): string[] {
  return secretNames.flatMap((name) => {
    const last = /^\w+$/.test(name) ? `.${name}` : `["${name}"]`;
    return [/^\w+$/.test(name) ? name : `["${name}"]`, `*${last}`, `*.*${last}`];
  });
}
