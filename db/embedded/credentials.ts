import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { StartupError } from "@/lib/startup-error";

export const roles = { superuser: "postgres", owner: "keysmith_owner", runner: "keysmith" } as const;
export const databaseName = "keysmith";

/** Passwords of the three roles. */
export type Credentials = Record<keyof typeof roles, string>;

/** Reads the passwords, or makes them (0600) where there is no cluster yet. */
export function loadCredentials(file: string, clusterExists: boolean): Credentials {
  if (existsSync(file)) return parse(file);
  if (clusterExists) {
    throw new StartupError(
      `The database's passwords (${file}) are missing although the database exists: put the file back from a backup.`,
    );
  }
  const password = () => randomBytes(24).toString("base64url");
  const made: Credentials = { superuser: password(), owner: password(), runner: password() };
  const unfinished = `${file}.${process.pid}`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(unfinished, file); // unlike a rename, never over the file of another that starts just now
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return parse(file);
}

function parse(file: string): Credentials {
  try {
    const { superuser, owner, runner } = JSON.parse(readFileSync(file, "utf8"));
    if ([superuser, owner, runner].every((password) => typeof password === "string" && password !== "")) {
      return { superuser, owner, runner };
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code)
      throw new StartupError(`${file} cannot be read (${code}): make it yours, then start again.`, { cause });
  }
  throw new StartupError(`The database's passwords (${file}) are damaged: put the file back from a backup.`);
}

/** A URL as `createClient` takes it, for a server on a unix socket. */
export function socketUrl(where: {
  role: string;
  password: string;
  database: string;
  socketDir: string;
  port: number;
}): string {
  const query = new URLSearchParams({ host: where.socketDir, port: String(where.port) });
  const [user, password] = [where.role, where.password].map(encodeURIComponent);
  return `postgres://${user}:${password}@localhost/${where.database}?${query}`;
}
