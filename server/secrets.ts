/** The secrets of the host: files of 0600 in a folder of 0700, made at the first start. */
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { StartupError } from "@/lib/startup-error";

/** Makes the folder of secrets where it is missing, and closes it to everybody else. */
export function prepareSecretsFolder(dataFolder: string): string {
  const folder = join(dataFolder, "secrets");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  tighten(folder, 0o700);
  return folder;
}

/** The text of a secret's file, without the space around it; null where there is none. */
export function readSecretFile(file: string): string | null {
  try {
    tighten(file, 0o600);
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    if (cause instanceof StartupError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new StartupError(`${file} cannot be read (${code}): make it yours, then start again.`, { cause });
  }
}

/**
 * Makes a secret's file where there is none yet; false where there is one, which stays as it is. Written beside its
 * place, flushed, then linked: a crash leaves no file or a whole one, and of two that write at once one is first.
 */
export function writeSecretFile(file: string, text: string): boolean {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, `${text}\n`, { mode: 0o600, flag: "wx", flush: true });
    return published(unfinished, file);
  } catch (cause) {
    throw unwritable(file, cause);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Removes a secret's file if this is what it holds: another's secret is not ours to take away. */
export function removeSecretFile(file: string, text: string): void {
  if (readSecretFile(file) === text) rmSync(file, { force: true });
}

function published(unfinished: string, file: string): boolean {
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return true;
}

/** Takes away what others of this machine may do with a file or folder; refuses where that is not ours to do. */
function tighten(path: string, mode: number): void {
  const open = lstatSync(path).mode & 0o077;
  if (open === 0) return;
  try {
    chmodSync(path, mode);
  } catch (cause) {
    throw new StartupError(
      `Others on this machine can read ${path}, and it is not ours to change: run chmod ${mode.toString(8)} on it, then start again.`,
      { cause },
    );
  }
}

function unwritable(path: string, cause: unknown): StartupError {
  const code = (cause as NodeJS.ErrnoException).code ?? "error";
  return new StartupError(
    `${path} cannot be written to (${code}): make the data folder yours, or set KEYSMITH_DATA to a folder that is.`,
    { cause },
  );
}
