import { constants } from "node:fs";
import { access, mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** A file's whole new content, in pieces; there is the old one or the new one, whatever happens in between. Mode 0600. */
export async function replaceFile(path: string, pieces: Iterable<string | Buffer>): Promise<number> {
  const temporary = `${path}.new`;
  const file = await open(temporary, "w", 0o600);
  let bytes = 0;
  try {
    for (const piece of pieces) {
      const whole = typeof piece === "string" ? Buffer.from(piece) : piece;
      await file.writeFile(whole);
      bytes += whole.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
  return bytes;
}

/** Makes the folder where it lacks, and finds out whether files can be kept in it. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await access(path, constants.W_OK);
  await syncFolder(path);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
