import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { PlainError } from "./plain-error.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/** Installs the dependencies when node_modules is missing or is not what the lock file says. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock("install", async () => {
    if (isInstalled()) return;
    console.log("Installing dependencies (npm ci) ...");
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
    const code = npm?.endsWith(".js") ? await run(process.execPath, [npm, ...args]) : await run("npm", args);
    if (code !== 0)
      throw new PlainError("npm ci failed: see its message above, put that right, and try again.");
  });
}

/** Compares npm's own note of what it has put into node_modules, its last act, with the lock file. */
export function isInstalled(folder = root) {
  const wanted = packagesOf(join(folder, "package-lock.json"));
  const present = packagesOf(join(folder, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const found = present[path];
    if (!path || entry.link) return true;
    return found ? found.version === entry.version : Boolean(entry.optional);
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
