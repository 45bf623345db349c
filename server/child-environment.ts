import { INTERNAL, writeSealingKeys } from "@/lib/config";
import { derive } from "@/lib/crypto/digest";
import type { MasterKey } from "@/lib/crypto/sealing";
import type { HubSettings } from "./settings";

/** What the hub alone needs to know: a fault of the console must not give it away. */
const hubOnly = [
  "DATABASE_URL",
  "DATABASE_OWNER_URL",
  "KEYSMITH_MASTER_KEY",
  "KEYSMITH_MASTER_KEY_FILE",
  "KEYSMITH_METRICS_TOKEN",
  "KEYSMITH_METRICS_TOKEN_FILE",
  "KEYSMITH_SMTP_URL",
];

export interface ConsoleSecrets {
  runUrl: string;
  authSecret: string;
  actionsKey: string;
  sealingKeys: MasterKey[];
}

/**
 * What the console keeps its cookies and actions by: derived from the master key, so that every instance on one database
 * has the same, and a fault of the console cannot give the key itself away.
 */
export function consoleSecrets(runUrl: string, keys: readonly [MasterKey, ...MasterKey[]]): ConsoleSecrets {
  const derived = (purpose: string) => derive(keys[0].bytes, purpose).toString("base64");
  return {
    runUrl,
    authSecret: derived("session cookies"),
    actionsKey: derived("server actions"),
    sealingKeys: sealingKeys(keys),
  };
}

/** What signing keys and retrievable credentials are sealed by: each version of the master key has its own. */
export function sealingKeys(keys: readonly MasterKey[]): MasterKey[] {
  return keys.map(({ version, bytes }) => ({ version, bytes: derive(bytes, "sealing") }));
}

/** The environment of the console. */
export function consoleEnvironment(
  env: NodeJS.ProcessEnv,
  { publicUrl, host, port, mail }: Pick<HubSettings, "publicUrl" | "host" | "port" | "mail">,
  secrets: ConsoleSecrets,
): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !hubOnly.includes(name)));
  return {
    ...own,
    NODE_ENV: env.NODE_ENV === "development" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    [INTERNAL.process]: "console",
    [INTERNAL.runUrl]: secrets.runUrl,
    [INTERNAL.authSecret]: secrets.authSecret,
    [INTERNAL.sealingKeys]: writeSealingKeys(secrets.sealingKeys),
    [INTERNAL.mailFrom]: mail?.from ?? "",
    KEYSMITH_PUBLIC_URL: publicUrl.origin,
    NEXTAUTH_URL: publicUrl.origin,
    NEXTAUTH_SECRET: secrets.authSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.actionsKey,
    // After an action that redirects, Next fetches the page from itself: by the front, not by the public address.
    __NEXT_PRIVATE_ORIGIN: `http://${ownAddress(host)}:${port}`,
  };
}

/** Where this machine reaches what listens on `host`. */
function ownAddress(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
