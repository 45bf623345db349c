export const loopback = "127.0.0.1";

/** What a hub beside it may have been told, and the demo must not heed: its own data, its address, whom it writes to. */
const ofAnotherHub = [
  ...["DATABASE_URL", "DATABASE_OWNER_URL", "KEYSMITH_MASTER_KEY", "KEYSMITH_MASTER_KEY_FILE"],
  ...["KEYSMITH_ROLE", "KEYSMITH_TRUSTED_PROXIES", "KEYSMITH_PUBLIC_URL"],
  ...["KEYSMITH_SMTP_URL", "KEYSMITH_SMTP_FROM", "KEYSMITH_WEBHOOK_ORIGINS"],
];

/**
 * Makes the environment that of the demo: with a folder and a database of its own, and for this machine alone, since it
 * prints a password and a key.
 */
export function demoEnvironment(env: NodeJS.ProcessEnv, dataFolder: string): NodeJS.ProcessEnv {
  for (const name of ofAnotherHub) delete env[name];
  env.KEYSMITH_DATA = dataFolder;
  env.KEYSMITH_HOST = loopback;
  env.KEYSMITH_LOG_LEVEL ||= "warn";
  return env;
}
