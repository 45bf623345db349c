/** What only the hub's own process asks of the environment. Every name here stands in SETTINGS. */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { resolve } from "node:path";
import type { LimitSettings } from "@/gate/limits/limits";
import { readConfig, SettingError, wholeNumber } from "@/lib/config";
import { LOG_LEVELS } from "@/lib/log";
import { readTrustedProxies, type TrustedProxies } from "./front/client-address";

export const ROLES = ["all", "gate", "console", "worker"] as const;
export type HubRole = (typeof ROLES)[number];

export interface HubSettings {
  port: number;
  host: string;
  dataFolder: string;
  publicUrl: URL;
  /** Whether a person chose the public URL; else it is localhost, by whatever name. */
  publicUrlGiven: boolean;
  role: HubRole;
  gateName: string;
  trustedProxies: TrustedProxies;
  masterKey: string | null;
  masterKeyFile: string;
  limits: LimitSettings;
  metricsToken: string | null;
  /** The server that sends mails, and where they come from; null = none are sent. */
  mail: { url: string; from: string } | null;
  databaseUrl: string | null;
  databaseOwnerUrl: string | null;
}

type Environment = Record<string, string | undefined>;

/** Reads and checks the settings. A wrong one is a SettingError that says what it takes. */
export function readSettings(env: Environment): HubSettings {
  const dataFolder = resolve(env.KEYSMITH_DATA || "./data");
  const databaseUrl = databaseAddress(env, "DATABASE_URL");
  const databaseOwnerUrl = databaseAddress(env, "DATABASE_OWNER_URL");
  if (databaseOwnerUrl && !databaseUrl)
    throw new SettingError("DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither.");
  const level = env.KEYSMITH_LOG_LEVEL || "info";
  if (!(LOG_LEVELS as readonly string[]).includes(level))
    throw new SettingError(`KEYSMITH_LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}; it is "${level}".`);
  return {
    port: wholeNumber(env, "PORT", 3000, 1, 65_535),
    host: env.KEYSMITH_HOST || "0.0.0.0",
    dataFolder,
    publicUrl: readConfig(env).publicUrl,
    publicUrlGiven: Boolean(env.KEYSMITH_PUBLIC_URL),
    role: role(env.KEYSMITH_ROLE || "all"),
    gateName: env.KEYSMITH_GATE_NAME || `${hostname()}-${process.pid}`,
    trustedProxies: readTrustedProxies(env.KEYSMITH_TRUSTED_PROXIES ?? ""),
    masterKey: env.KEYSMITH_MASTER_KEY || null,
    masterKeyFile: resolve(env.KEYSMITH_MASTER_KEY_FILE || `${dataFolder}/secrets/master.key`),
    limits: {
      badKeysPerMinute: wholeNumber(env, "KEYSMITH_BAD_KEYS_PER_MINUTE", 600, 0, 1_000_000),
      callsPerMinute: wholeNumber(env, "KEYSMITH_KEY_CALLS_PER_MINUTE", 60_000, 0, 100_000_000),
    },
    metricsToken: metricsToken(env),
    mail: mail(env),
    databaseUrl,
    databaseOwnerUrl,
  };
}

/** From the environment, or from a file, where secret managers put it. Its value is never repeated. */
function metricsToken(env: Environment): string | null {
  const file = env.KEYSMITH_METRICS_TOKEN_FILE;
  if (env.KEYSMITH_METRICS_TOKEN && file)
    throw new SettingError("KEYSMITH_METRICS_TOKEN and KEYSMITH_METRICS_TOKEN_FILE are both set: set one.");
  const token = file ? readToken(file) : env.KEYSMITH_METRICS_TOKEN;
  if (!file && !token) return null;
  if (/^[\x21-\x7e]{16,}$/.test(token ?? "")) return token ?? null;
  throw new SettingError(
    `${file ? "KEYSMITH_METRICS_TOKEN_FILE" : "KEYSMITH_METRICS_TOKEN"} must hold at least 16 characters, without spaces.`,
  );
}

function readToken(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw new SettingError(`KEYSMITH_METRICS_TOKEN_FILE cannot be read: ${file}.`);
  }
}

function role(text: string): HubRole {
  const found = ROLES.find((name) => name === text);
  if (found) return found;
  throw new SettingError(`KEYSMITH_ROLE must be one of ${ROLES.join(", ")}; it is "${text}".`);
}

/** Never repeats the value: it holds a password. */
function mail(env: Environment): HubSettings["mail"] {
  const url = env.KEYSMITH_SMTP_URL;
  if (!url) return null;
  const isSmtp = URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== "";
  if (!isSmtp)
    throw new SettingError(
      "KEYSMITH_SMTP_URL must be an address like smtps://user:password@mail.example.com (special characters of the password percent-encoded).",
    );
  return { url, from: readConfig(env).mailFrom ?? "" };
}

/** Never repeats the value: it holds a password. */
function databaseAddress(env: Environment, name: string): string | null {
  const text = env[name];
  if (!text) return null;
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return text;
  throw new SettingError(
    `${name} must be an address like postgres://user:password@host:5432/database (special characters of the password percent-encoded).`,
  );
}
