/** Scripts and styles that the build has compressed with Brotli; Next itself compresses with gzip alone, anew each time. */
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";

interface CompressedFile {
  path: string;
  type: string;
  bytes: number;
}

const types = { js: "application/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" };

/** Address -> file, listed once: what a request names is looked up, never opened. */
export function listCompressed(staticFolder: string): Map<string, CompressedFile> {
  const files = new Map<string, CompressedFile>();
  if (!existsSync(staticFolder)) return files;
  for (const name of readdirSync(staticFolder, { recursive: true, encoding: "utf8" })) {
    const ending = /\.(js|css)\.br$/.exec(name)?.[1] as keyof typeof types | undefined;
    if (!ending) continue;
    const path = join(staticFolder, name);
    const address = `/_next/static/${name.slice(0, -3).replaceAll("\\", "/")}`;
    files.set(address, { path, type: types[ending], bytes: statSync(path).size });
  }
  return files;
}

/** Answers with the compressed file where there is one and the browser takes Brotli; else false. */
export function answerCompressed(
  files: ReadonlyMap<string, CompressedFile>,
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): boolean {
  const file = files.get(url ?? "");
  if (
    !file ||
    method !== "GET" ||
    !/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(`${headers["accept-encoding"]}`)
  )
    return false;
  response.writeHead(200, {
    "content-type": file.type,
    "content-encoding": "br",
    "content-length": file.bytes,
    // The name has a digest of what is in it.
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  createReadStream(file.path)
    .on("error", () => response.destroy())
    .pipe(response);
  return true;
}
