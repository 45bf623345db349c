import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { createClient, type Sql } from "@/db/client";
import type { EmbeddedPostgres } from "@/db/embedded/start";

/** What a hub process says of itself: its server, or why there is none. */
export type Word = Partial<EmbeddedPostgres> & { name?: string; message?: string };

export interface HubProcess {
  process: ChildProcess;
  word: Word;
}

let program: Promise<string> | undefined;

/** Bundled once: to compile it anew would take each start longer than all else. Here, where it finds its packages. */
async function bundle(): Promise<string> {
  const outfile = join("dist", "testing", "hub-process.js");
  await build({
    entryPoints: ["db/testing/hub-process.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}

/** Starts a hub process on the folder and waits for its word. `uid` = as that user. */
export async function startHub(dataDir: string, uid?: number): Promise<HubProcess> {
  program ??= bundle();
  const child = spawn(process.execPath, [await program, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { process: child, word: JSON.parse(String(line)) as Word };
}

/** Ends a hub process as told, and waits for its end. Returns its exit code. */
export async function endHub({ process: child }: HubProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  const [code] = await once(child, "exit");
  return code as number | null;
}

/** The process id of the server on this data folder. */
export function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** A folder of its own below the temporary one, closed to others unless a mode is given. */
export function newFolder({ mode = 0o700, owner }: { mode?: number; owner?: number } = {}) {
  const path = mkdtempSync(join(tmpdir(), "keysmith-embedded-"));
  chmodSync(path, mode);
  if (owner !== undefined) chownSync(path, owner, owner);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function withClient<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = createClient(url, { max: 1, connectTimeoutSeconds: 2 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
