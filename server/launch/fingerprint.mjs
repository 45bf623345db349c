import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const folders = ["app", "components", "db", "docs", "gate", "lib", "public", "server"];
const notBuilt = /\.test\.tsx?$|^db\/(migrations|testing)\/|^server\/launch/;
const rootFiles = /^(package(-lock)?\.json|tsconfig\.json|next\.config\..+|postcss\.config\..+|[\w-]+\.ts)$/;
const rootFilesNotBuilt = /^(vitest|playwright|drizzle)\.config\.ts$|\.d\.ts$/;

/** One digest of everything that the build reads. */
export function sourceFingerprint(folder = root) {
  const hash = createHash("sha256");
  for (const file of sources(folder))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update("\0");
  return hash.digest("hex");
}

function sources(folder) {
  const inRoot = readdirSync(folder).filter((name) => rootFiles.test(name) && !rootFilesNotBuilt.test(name));
  const inFolders = folders
    .flatMap((name) => filesBelow(folder, name))
    .filter((file) => !notBuilt.test(file));
  return [...inRoot, ...inFolders].sort();
}

function filesBelow(folder, path) {
  let entries = [];
  try {
    entries = readdirSync(join(folder, path), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const inner = `${path}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, inner) : [inner];
  });
}
