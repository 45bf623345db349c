/** The hub's database: the user's own, or the PostgreSQL that comes with Keysmith. */
import { createClient } from "@/db/client";
import { startEmbedded } from "@/db/embedded/start";
import { migrate } from "@/db/migrate";
import { log } from "@/lib/log";
import { StartupError } from "@/lib/startup-error";
import type { HubSettings } from "./settings";

export interface HubDatabase {
  /** For the role that runs. */
  runUrl: string;
  /** For the role that owns and migrates. */
  ownerUrl: string;
  /** What it is, for people. Without a password. */
  description: string;
  stop(): Promise<void>;
  /** Called at most once, when the database is gone for good. */
  onLost(listener: (reason: Error) => void): void;
}

const oldestServer = 140_000;

/** Brings the database up and to this version's schema. Every known trouble is a StartupError. */
export async function openHubDatabase(settings: HubSettings): Promise<HubDatabase> {
  if (settings.databaseUrl) return openGiven(settings.databaseUrl, settings.databaseOwnerUrl);
  const postgres = await startEmbedded({
    dataDir: settings.dataFolder,
    log: (sentence) => log().warn(sentence),
  });
  try {
    await migrate(postgres.ownerUrl, { runRole: userOf(postgres.runUrl) });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return {
    runUrl: postgres.runUrl,
    ownerUrl: postgres.ownerUrl,
    description: `PostgreSQL of its own, in ${settings.dataFolder}/postgres`,
    stop: () => postgres.stop(),
    onLost: (listener) => postgres.onExit(listener),
  };
}

async function openGiven(url: string, ownerUrl: string | null): Promise<HubDatabase> {
  await tryOut(url, "DATABASE_URL");
  if (ownerUrl) await tryOut(ownerUrl, "DATABASE_OWNER_URL");
  await migrate(ownerUrl ?? url, { runRole: userOf(url) });
  return {
    runUrl: url,
    ownerUrl: ownerUrl ?? url,
    description: `PostgreSQL at ${placeOf(url)}`,
    stop: async () => {},
    onLost: () => {},
  };
}

async function tryOut(url: string, setting: string): Promise<void> {
  const sql = createClient(url, { max: 1, connectTimeoutSeconds: 5, applicationName: "keysmith start" });
  try {
    const [server] = await sql`
      select current_setting('server_version_num')::int as version, pg_is_in_recovery() as replica`;
    if (server?.version < oldestServer)
      throw new StartupError(`The database at ${placeOf(url)} is older than PostgreSQL 14: use 14 or newer.`);
    if (server?.replica)
      throw new StartupError(
        `${setting} points to a read-only replica (${placeOf(url)}): set it to the primary.`,
      );
  } catch (error) {
    throw error instanceof StartupError ? error : unreachable(url, setting, error);
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

/** The database's own words, and never the address as it was given: it holds the password. */
function unreachable(url: string, setting: string, cause: unknown): StartupError {
  const { code = "", message = "" } = cause as { code?: string; message?: string };
  const place = placeOf(url);
  if (code === "28P01" || code === "28000")
    return new StartupError(`The database at ${place} refuses user and password: correct ${setting}.`, {
      cause,
    });
  if (code === "3D000")
    return new StartupError(
      `The server at ${place} has no such database: create it, or correct ${setting}.`,
      { cause },
    );
  const reason = code || message.split("\n")[0];
  return new StartupError(
    `The database at ${place} cannot be reached (${reason}): start it, or correct ${setting}.`,
    { cause },
  );
}

export function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? (host || "localhost")}${pathname}`;
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username) || "postgres";
}
