import { createClient } from "@/db/client";
import { type EmbeddedPostgres, startEmbedded } from "@/db/embedded/start";
import { StartupError } from "@/lib/startup-error";

export interface DatabaseConfig {
  /** The data folder, where the embedded database lives. */
  dataDir: string;
  /** A PostgreSQL of the user's own; without it the embedded one is started. */
  databaseUrl?: string;
  /** The role that owns and migrates there; without it, the role of `databaseUrl`. */
  databaseOwnerUrl?: string;
  log: (sentence: string) => void;
}

export interface OpenDatabase {
  ownerUrl: string;
  runUrl: string;
  /** Role of `runUrl`; `migrate` grants it what it needs. */
  runRole: string;
  /** Which database this is, for people, without any password. */
  label: string;
  embedded: boolean;
  /** Ends the embedded server; leaves the user's own alone. */
  stop(): Promise<void>;
  /** Called when the embedded server is gone for good. */
  onExit(listener: (reason: StartupError) => void): void;
}

/** Oldest major version whose SQL we use. */
const oldestMajor = 14;

/** The database to work on, up and answering: the user's own, or ours. Known troubles are StartupErrors. */
export async function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  return config.databaseUrl ? await openOwn(config, config.databaseUrl) : await openEmbedded(config);
}

async function openEmbedded({ dataDir, log, databaseOwnerUrl }: DatabaseConfig): Promise<OpenDatabase> {
  if (databaseOwnerUrl) {
    throw new StartupError("DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither.");
  }
  const server: EmbeddedPostgres = await startEmbedded({ dataDir, log });
  return {
    ownerUrl: server.ownerUrl,
    runUrl: server.runUrl,
    runRole: new URL(server.runUrl).username,
    label: `PostgreSQL (embedded) in ${dataDir}`,
    embedded: true,
    stop: server.stop,
    onExit: server.onExit,
  };
}

async function openOwn({ databaseOwnerUrl }: DatabaseConfig, runUrl: string): Promise<OpenDatabase> {
  const ownerUrl = databaseOwnerUrl ?? runUrl;
  await checkAnswers("DATABASE_URL", runUrl);
  if (databaseOwnerUrl) await checkAnswers("DATABASE_OWNER_URL", ownerUrl);
  return {
    ownerUrl,
    runUrl,
    runRole: decodeURIComponent(new URL(runUrl).username),
    label: `PostgreSQL at ${withoutPassword(runUrl)}`,
    embedded: false,
    stop: async () => {},
    onExit: () => {},
  };
}

async function checkAnswers(variable: string, url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StartupError(
      `${variable} is no database address: write postgres://user:password@host:5432/database.`,
    );
  }
  const sql = createClient(url, { max: 1, connectTimeoutSeconds: 5 });
  try {
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as major`;
    if (row && row.major < oldestMajor) {
      throw new StartupError(
        `The database of ${variable} is PostgreSQL ${row.major}: Keysmith needs ${oldestMajor} or newer.`,
      );
    }
  } catch (error) {
    throw error instanceof StartupError ? error : unreachable(variable, url, error);
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

function unreachable(variable: string, url: string, error: unknown): StartupError {
  const { code } = error as { code?: string };
  const where = withoutPassword(url);
  // The driver's own message is left out, here and as a cause: it may quote the address with its password.
  if (code === "28P01" || code === "28000") {
    return new StartupError(
      `The database at ${where} refuses the user or password of ${variable}: correct it.`,
    );
  }
  if (code === "3D000") {
    return new StartupError(
      `The server at ${where} has no such database: create it, or correct ${variable}.`,
    );
  }
  return new StartupError(
    `The database at ${where} cannot be reached (${code ?? "no answer"}): start it, or correct ${variable}.`,
  );
}

/** `host:port/database`, as much of a database URL as may be shown. */
export function withoutPassword(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? decodeURIComponent(hostname);
  return `${host}:${port || searchParams.get("port") || 5432}${pathname}`;
}
