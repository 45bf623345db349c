/** Every setting, in one place. `docs/operations.md` prints this table; a test keeps the two the same. */
export interface Setting {
  name: string;
  fallback: string;
  meaning: string;
}

export const SETTINGS: Setting[] = [
  { name: "PORT", fallback: "3000", meaning: "Port to listen on." },
  { name: "KEYSMITH_HOST", fallback: "0.0.0.0", meaning: "Address to listen on." },
  {
    name: "KEYSMITH_DATA",
    fallback: "./data",
    meaning: "Folder for secrets and, without DATABASE_URL, the database.",
  },
  {
    name: "KEYSMITH_PUBLIC_URL",
    fallback: "http://localhost:{PORT}",
    meaning: "The address at which people and programs reach the hub. Makes links and cookies.",
  },
  {
    name: "KEYSMITH_ROLE",
    fallback: "all",
    meaning: "What this process does: all, gate, console or worker.",
  },
  {
    name: "KEYSMITH_GATE_NAME",
    fallback: "the machine's name and a number",
    meaning: "Name of this gate on receipts.",
  },
  {
    name: "KEYSMITH_TRUSTED_PROXIES",
    fallback: "none",
    meaning: "Addresses (comma-separated, CIDR allowed) whose X-Forwarded-For is believed.",
  },
  {
    name: "KEYSMITH_MASTER_KEY",
    fallback: "a file in the data folder",
    meaning: "Master key, 32 bytes in base64. Must be the same on every machine of one database.",
  },
  {
    name: "KEYSMITH_MASTER_KEY_FILE",
    fallback: "{KEYSMITH_DATA}/secrets/master.key",
    meaning: "File that holds the master key.",
  },
  {
    name: "DATABASE_URL",
    fallback: "PostgreSQL of our own in the data folder",
    meaning: "PostgreSQL to use instead.",
  },
  {
    name: "DATABASE_OWNER_URL",
    fallback: "DATABASE_URL",
    meaning:
      "Role that owns and migrates the schema, so that DATABASE_URL's role cannot change the audit log.",
  },
  {
    name: "KEYSMITH_BAD_KEYS_PER_MINUTE",
    fallback: "600",
    meaning: "Refused keys that one address is answered in a minute before it gets 429; 0 = any number.",
  },
  {
    name: "KEYSMITH_KEY_CALLS_PER_MINUTE",
    fallback: "60000",
    meaning:
      "Calls that one key may make in a minute before it gets 429; 0 = any number. To verify others does not count.",
  },
  {
    name: "KEYSMITH_METRICS_TOKEN",
    fallback: "none: only from the hub's own machine",
    meaning: "Token, at least 16 characters, with which /metrics can be read from elsewhere.",
  },
  {
    name: "KEYSMITH_METRICS_TOKEN_FILE",
    fallback: "none",
    meaning: "File that holds that token.",
  },
  {
    name: "KEYSMITH_SMTP_URL",
    fallback: "none: no mail is sent",
    meaning: "Mail server for notices, as smtps://user:password@mail.example.com or smtp://host:587.",
  },
  {
    name: "KEYSMITH_SMTP_FROM",
    fallback: "keysmith@ and the public URL's host",
    meaning: "Address that mails come from.",
  },
  {
    name: "KEYSMITH_WEBHOOK_ORIGINS",
    fallback: "none: https on the public internet alone",
    meaning:
      "Origins (comma-separated, like http://chat.internal:8065) that webhooks may lead to all the same.",
  },
  { name: "KEYSMITH_POOL_SIZE", fallback: "10", meaning: "Database connections of each process." },
  { name: "KEYSMITH_LOG_LEVEL", fallback: "info", meaning: "trace, debug, info, warn, error or silent." },
];

/** What a running process knows. The values marked internal are set by `server/main.ts`, never by a person. */
export interface Config {
  /** Internal: which process of the hub this is; shown by the database. */
  process: string;
  /** Internal: the running role's database address. */
  runUrl: string;
  /** Internal: signs session cookies. */
  authSecret: string;
  /** Internal: what the console seals by, newest first; derived from the master key, never that itself. */
  sealingKeys: { version: number; bytes: Buffer }[];
  poolSize: number;
  publicUrl: URL;
  /** Addresses and networks of the proxies in front, as they were given; shown in the workspace settings. */
  trustedProxies: string[];
  /** Where mails come from; null = none are sent. */
  mailFrom: string | null;
  /** Where webhooks may lead although it is no public address, or not https. */
  webhookOrigins: string[];
  logLevel: string;
}

export const INTERNAL = {
  process: "KEYSMITH_INTERNAL_PROCESS",
  runUrl: "KEYSMITH_INTERNAL_RUN_URL",
  authSecret: "KEYSMITH_INTERNAL_AUTH_SECRET",
  sealingKeys: "KEYSMITH_INTERNAL_SEALING_KEYS",
  mailFrom: "KEYSMITH_INTERNAL_MAIL_FROM",
} as const;

let read: Config | undefined;

/** The configuration of this process, read once. */
export function config(): Config {
  read ??= readConfig(process.env);
  return read;
}

export function readConfig(env: Record<string, string | undefined>): Config {
  return {
    process: env[INTERNAL.process] ?? "process",
    runUrl: env[INTERNAL.runUrl] ?? "",
    authSecret: env[INTERNAL.authSecret] ?? "",
    sealingKeys: readSealingKeys(env[INTERNAL.sealingKeys] ?? ""),
    poolSize: wholeNumber(env, "KEYSMITH_POOL_SIZE", 10, 2, 200),
    publicUrl: publicUrl(env),
    trustedProxies: parts(env.KEYSMITH_TRUSTED_PROXIES),
    mailFrom: env[INTERNAL.mailFrom] || (env.KEYSMITH_SMTP_URL ? mailFrom(env) : null),
    webhookOrigins: parts(env.KEYSMITH_WEBHOOK_ORIGINS).map(originOf),
    logLevel: env.KEYSMITH_LOG_LEVEL || "info",
  };
}

export function writeSealingKeys(keys: readonly { version: number; bytes: Buffer }[]): string {
  return keys.map(({ version, bytes }) => `${version}:${bytes.toString("base64")}`).join(",");
}

function readSealingKeys(text: string) {
  return text.split(",").flatMap((part) => {
    const [version, bytes] = part.split(":");
    return version && bytes ? [{ version: Number(version), bytes: Buffer.from(bytes, "base64") }] : [];
  });
}

/** A setting that a person got wrong; the message says which and what it takes. */
export class SettingError extends Error {}

export function wholeNumber(
  env: Record<string, string | undefined>,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = env[name];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new SettingError(`${name} must be a whole number from ${least} to ${most}; it is "${text}".`);
  }
  return value;
}

function parts(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function mailFrom(env: Record<string, string | undefined>): string {
  const from = env.KEYSMITH_SMTP_FROM || `keysmith@${publicUrl(env).hostname}`;
  if (/^[^\s<>@]+@[^\s<>@]+$/.test(from)) return from;
  throw new SettingError(`KEYSMITH_SMTP_FROM must be a bare mail address; it is "${from}".`);
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new SettingError(
    `KEYSMITH_WEBHOOK_ORIGINS must hold origins like http://chat.internal:8065; "${text}" is none.`,
  );
}

function publicUrl(env: Record<string, string | undefined>): URL {
  const text = env.KEYSMITH_PUBLIC_URL || `http://localhost:${env.PORT || "3000"}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== "/" ||
    url.search ||
    url.hash ||
    url.username
  ) {
    throw new SettingError(
      `KEYSMITH_PUBLIC_URL must be an address like https://keys.example.com, without a path; it is "${text}".`,
    );
  }
  return url;
}
