import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartupError } from "@/lib/startup-error";

/** A unix socket's path has room for 104 bytes (macOS) or 108 (Linux), with the closing NUL. */
const longestPath = 103;

export interface ConsoleSockets {
  /** A path that no socket has had yet: a console that dies cannot stand in its successor's way. */
  next(): string;
  remove(): void;
}

/**
 * Where the console's sockets lie: a folder of 0700 in the data folder, else (that path being too long) one of its own
 * under the temporary folder. Nobody else on this machine can knock past the front.
 */
export function consoleSockets(dataFolder: string): ConsoleSockets {
  const inside = join(dataFolder, "console");
  const fits = Buffer.byteLength(join(inside, `${process.pid}-99999.sock`)) <= longestPath;
  try {
    if (fits) mkdirSync(inside, { recursive: true, mode: 0o700 });
    const folder = fits ? inside : mkdtempSync(join(tmpdir(), "keysmith-"));
    removeDead(folder);
    let made = 0;
    return {
      next: () => join(folder, `${process.pid}-${made++ % 100_000}.sock`),
      remove: () => {
        if (!fits) rmSync(folder, { recursive: true, force: true });
        else removeAll(folder, (pid) => pid === process.pid);
      },
    };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartupError(
      `The data folder ${dataFolder} cannot be written to (${code}): make it yours, or set KEYSMITH_DATA to a folder that is.`,
      { cause },
    );
  }
}

/** Sockets of hubs that were killed. */
function removeDead(folder: string): void {
  removeAll(folder, (pid) => pid === process.pid || !isAlive(pid));
}

function removeAll(folder: string, ofProcess: (pid: number) => boolean): void {
  for (const name of readdirSync(folder)) {
    const pid = /^(\d+)-\d+\.sock$/.exec(name)?.[1];
    if (pid && ofProcess(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
