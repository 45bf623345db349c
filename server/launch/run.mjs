import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "./plain-error.mjs";
import { root } from "./root.mjs";

/**
 * Runs a program in the root folder, its output on ours. Returns its exit code (130 when we were interrupted).
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>}
 */
export function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    // The terminal's Ctrl-C reaches the child by itself; a signal sent to us alone must be passed on.
    const pass = (signal) => child.kill(signal);
    const hold = () => {};
    process.on("SIGTERM", pass);
    process.on("SIGINT", hold);
    child.on("error", (error) => reject(new PlainError(`${program} cannot be run: ${error.message}.`)));
    child.on("close", (code, signal) => {
      process.off("SIGTERM", pass);
      process.off("SIGINT", hold);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/** Runs a tool out of node_modules by its command's name. */
export function runTool(name, args, env = {}) {
  const path = join(root, "node_modules", ".bin", name);
  if (!existsSync(path))
    throw new PlainError(`${name} is missing from node_modules: run npm ci, then try again.`);
  return run(process.execPath, [path, ...args], env);
}
