import { createHash } from "node:crypto";
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "@/db/embedded/account";
import { StartupError } from "@/lib/startup-error";

/** A unix socket's path has room for 104 bytes (macOS) or 108 (Linux), with the closing NUL. */
const longestSocketPath = 103;
export const port = 5432;

export interface Folders {
  /** The data folder, resolved. */
  data: string;
  /** PostgreSQL's own folder in it. */
  cluster: string;
  /** A copy of the programs, where those of node_modules cannot be used. */
  programs: string;
  /** Server log. */
  log: string;
  credentials: string;
}

/** Makes the data folder (0700; 0711 for root, whose PostgreSQL runs as somebody else) and names what is in it. */
export function prepareFolders(dataDir: string): Folders {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const data = realpathSync(dataDir);
    if (process.getuid?.() === 0) chmodSync(data, (lstatSync(data).mode & 0o777) | 0o011);
    return foldersIn(data);
  } catch (cause) {
    throw unwritable(dataDir, cause);
  }
}

export function foldersIn(data: string): Folders {
  return {
    data,
    cluster: join(data, "postgres"),
    programs: join(data, "postgres-programs"),
    log: join(data, "postgres.log"),
    credentials: join(data, "postgres-credentials.json"),
  };
}

export function unwritable(folder: string, cause: unknown): StartupError {
  const code = (cause as NodeJS.ErrnoException).code ?? "error";
  if (code === "ENOSPC")
    return new StartupError(`The disk of ${folder} is full: free some space and start again.`);
  return new StartupError(
    `The data folder ${folder} cannot be written to (${code}): make it yours, or set KEYSMITH_DATA to a folder that is.`,
    { cause },
  );
}

/**
 * The folder of the server's socket: in the data folder, else (that path being too long for a socket) one of
 * its own under the temporary folder. 0700, so that nobody else on this machine can even knock.
 */
export function prepareSocketFolder(data: string, account: Account | undefined): string {
  const inside = join(data, "run");
  const fits = Buffer.byteLength(`${inside}/.s.PGSQL.${port}`) <= longestSocketPath;
  const folder = fits ? inside : join(tmpdir(), `keysmith-${digest(data)}`);
  const uid = account?.uid ?? process.getuid?.() ?? 0;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Another user of this machine may have laid a folder of that name, to pose as our database.
    const found = lstatSync(folder);
    const ours = found.isDirectory() && [0, uid, process.getuid?.()].includes(found.uid);
    if (!ours)
      throw new StartupError(`${folder} belongs to another user: have it removed, then start again.`);
    if (account && found.uid !== uid) chownSync(folder, account.uid, account.gid);
    if ((found.mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
    return folder;
  } catch (cause) {
    throw cause instanceof StartupError ? cause : unwritable(folder, cause);
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Where a server that uses the cluster listens, by its own note; it may have been started with another TMPDIR. */
export function notedSocketFolder(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[4]?.trim() || undefined;
  } catch {
    return undefined;
  }
}
