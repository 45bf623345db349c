import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "./plain-error.mjs";
import { root } from "./root.mjs";

const heartbeatMs = 1_000;
const staleMs = 15_000;
const folder = join(root, ".keysmith");

/**
 * Does the work while nobody else does work of that name in this folder. A lock whose holder was killed goes
 * stale: a process id would say nothing, since ids are used again.
 */
export async function withLock(name, work) {
  const file = join(folder, `${name}.lock`);
  let told = false;
  while (!take(file)) {
    if (!told) console.log(`Another command is at it (${name}); waiting for it to finish.`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const heartbeat = setInterval(() => touch(file), heartbeatMs);
  const release = () => rmSync(file, { force: true });
  process.on("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", release);
    release();
  }
}

function take(file) {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") {
      throw new PlainError(
        `${folder} cannot be written to (${error.code}): make this copy of Keysmith yours, then try again.`,
      );
    }
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleMs) rmSync(file, { force: true });
    return false;
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Removed by somebody who thought us dead; the work goes on.
  }
}
