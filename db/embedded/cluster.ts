import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { roles } from "@/db/embedded/credentials";
import type { Programs } from "@/db/embedded/programs";
import type { Runner } from "@/db/embedded/runner";
import { StartupError } from "@/lib/startup-error";

export interface NewCluster {
  cluster: string;
  socketDir: string;
  password: string;
  /** Whether the new files are flushed to disk; only throwaway servers say no. */
  sync: boolean;
}

/**
 * Makes the cluster where there is none. It is built beside its place and renamed into it, so that an
 * interrupted first start leaves nothing half made, and of two first starts at once one wins.
 */
export function ensureCluster(runner: Runner, programs: Programs, wanted: NewCluster): void {
  if (existsSync(join(wanted.cluster, "PG_VERSION"))) {
    checkVersion(wanted.cluster, programs.major);
    return;
  }
  const unfinished = `${wanted.cluster}.new-${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  makeFolder(unfinished, runner);
  try {
    initialise(runner, programs, unfinished, wanted);
    renameSync(unfinished, wanted.cluster);
  } catch (error) {
    const lostTheRace = existsSync(join(wanted.cluster, "PG_VERSION"));
    if (!lostTheRace) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function checkVersion(cluster: string, major: string): void {
  const found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (found === major) return;
  throw new StartupError(
    `The database in ${cluster} was written by PostgreSQL ${found}, this Keysmith brings ${major}: start the Keysmith that wrote it, back up there, and restore here.`,
  );
}

function makeFolder(folder: string, { account }: Runner): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

function initialise(runner: Runner, programs: Programs, folder: string, wanted: NewCluster): void {
  const passwordFile = join(wanted.socketDir, `initdb-${process.pid}`);
  writeFileSync(passwordFile, wanted.password, { mode: 0o600 });
  try {
    if (runner.account) chownSync(passwordFile, runner.account.uid, runner.account.gid);
    const { status, stderr, error } = runner.run(programs.initdb, [
      `--pgdata=${folder}`,
      `--username=${roles.superuser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--data-checksums",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(wanted.sync ? [] : ["--no-sync"]),
    ]);
    if (status === 0) return;
    const reason = error?.message ?? /initdb: (?:error: )?(.+)/.exec(stderr)?.[1] ?? `exit code ${status}`;
    throw new StartupError(
      `PostgreSQL could not make its files in ${wanted.cluster} (${reason}): put that right and start again.`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
