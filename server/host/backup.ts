import { createWriteStream, renameSync, rmSync } from "node:fs";
import { finished } from "node:stream/promises";
import { writeBackup } from "@/db/backup";
import { present } from "@/lib/entry/clock";
import { StartupError } from "@/lib/startup-error";

/** Writes a backup into a file that only its owner can read. A file that exists is replaced once the new one is whole. */
export async function backup(ownerUrl: string, file: string, say: (line: string) => void): Promise<number> {
  const unfinished = `${file}.${process.pid}`;
  const stream = createWriteStream(unfinished, { mode: 0o600, flags: "wx", flush: true });
  try {
    const written = finished(stream);
    written.catch(() => {});
    const rows = await Promise.race([
      writeBackup(ownerUrl, stream, present()),
      written.then(() => Promise.reject(new Error("the file was closed"))),
    ]);
    stream.end();
    await written;
    renameSync(unfinished, file);
    say(`${rows} rows in ${file}. Keep the master key elsewhere: without it the backup cannot be used.`);
    return 0;
  } catch (error) {
    rmSync(unfinished, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (!code || !/^E[A-Z]+$/.test(code)) throw error;
    throw new StartupError(`${file} cannot be written (${code}): choose another place.`, { cause: error });
  }
}
