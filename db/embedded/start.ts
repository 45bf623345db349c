import { existsSync } from "node:fs";
import { join } from "node:path";
import { chooseAccount } from "@/db/embedded/account";
import { ensureCluster } from "@/db/embedded/cluster";
import { databaseName, loadCredentials, roles, socketUrl } from "@/db/embedded/credentials";
import { port, prepareFolders, prepareSocketFolder, unwritable } from "@/db/embedded/folders";
import { findPrograms } from "@/db/embedded/programs";
import { ensureRoles } from "@/db/embedded/roles";
import { createRunner } from "@/db/embedded/runner";
import { superuserUrl } from "@/db/embedded/session";
import { supervise } from "@/db/embedded/supervisor";
import { StartupError } from "@/lib/startup-error";

export interface EmbeddedOptions {
  /** The data folder; made if missing. The database is the folder `postgres` in it. */
  dataDir: string;
  /** Told, in a sentence, what happens to the server. */
  log: (sentence: string) => void;
  /** Server settings in addition to ours (throwaway servers switch fsync off). */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  socketDir: string;
  port: number;
  /** The role that may do everything; for making databases, and nothing else. */
  superuserUrl: string;
  /** The role that owns and migrates. */
  ownerUrl: string;
  /** The role that runs. */
  runUrl: string;
  /** Whether the server was found running, left behind by a hub that was killed. */
  adopted: boolean;
  /** Ends the server and gives the data folder free. May be called twice. */
  stop(): Promise<void>;
  /** Called at most once, when the server is gone for good: the hub should end, saying the reason. */
  onExit(listener: (reason: StartupError) => void): void;
}

/**
 * Starts the real PostgreSQL that npm brought, on a unix socket in the data folder, and keeps it running: a
 * server that dies is started again, one that a killed hub left behind is adopted. Every known trouble is a
 * StartupError that says what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folders = prepareFolders(options.dataDir);
  try {
    const account = chooseAccount(folders.cluster);
    const runner = createRunner(folders.data, account);
    const socketDir = prepareSocketFolder(folders.data, account);
    const programs = findPrograms(runner, folders.programs);
    const settings = options.settings ?? {};
    const credentials = loadCredentials(folders.credentials, existsSync(join(folders.cluster, "PG_VERSION")));
    const password = credentials.superuser;
    ensureCluster(runner, programs, {
      cluster: folders.cluster,
      socketDir,
      password,
      sync: settings.fsync !== "off",
    });
    const server = await supervise({
      runner,
      programs,
      folders,
      socketDir,
      password,
      settings,
      log: options.log,
    });
    await ensureRoles(server.sql(), credentials).catch(async (error) => {
      await server.stop();
      throw error;
    });
    const url = (role: "owner" | "runner") =>
      socketUrl({
        role: roles[role],
        password: credentials[role],
        database: databaseName,
        socketDir: server.socketDir,
        port,
      });
    return {
      socketDir: server.socketDir,
      port,
      superuserUrl: superuserUrl({ superuserPassword: password }, server.socketDir),
      ownerUrl: url("owner"),
      runUrl: url("runner"),
      adopted: server.adopted,
      stop: server.stop,
      onExit: server.onExit,
    };
  } catch (error) {
    throw isFileError(error) ? unwritable(folders.data, error) : error;
  }
}

function isFileError(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return (
    !(error instanceof StartupError) && ["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR"].includes(code ?? "")
  );
}
