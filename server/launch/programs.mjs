import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "./plain-error.mjs";
import { root } from "./root.mjs";
import { runTool } from "./run.mjs";

/** Runs, one after the other, each file below a folder that ends so, and whose name contains `filter`. */
export async function runEach({ folder, ending }, [filter = "", ...args]) {
  const files = filesBelow(folder).filter((file) => file.endsWith(ending) && file.includes(filter));
  if (files.length === 0) throw new PlainError(`There is no ${folder}/*${filter}*${ending} to run.`);
  const failed = [];
  for (const file of files) {
    console.log(`\n== ${file}`);
    if ((await runTool("tsx", [file, ...args])) !== 0) failed.push(file);
  }
  console.log(failed.length === 0 ? `\nAll ${files.length} held.` : `\nFailed: ${failed.join(", ")}`);
  return failed.length === 0 ? 0 : 1;
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true });
  return entries.map((name) => `${folder}/${name}`).sort();
}
