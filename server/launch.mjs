import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./launch/build.mjs";
import { check } from "./launch/check.mjs";
import { ensureInstalled } from "./launch/install.mjs";
import { checkNode } from "./launch/node-version.mjs";
import { PlainError } from "./launch/plain-error.mjs";
import { runEach } from "./launch/programs.mjs";
import { conclusion } from "./launch/reports.mjs";
import { root } from "./launch/root.mjs";
import { run, runTool } from "./launch/run.mjs";
import { test } from "./launch/test.mjs";

/**
 * The commands of package.json. This file and those of launch/ need nothing but Node.js: they install what is
 * missing and build what is stale, so that every command works on a fresh clone.
 * A command returns an exit code, or nothing when it has handed this process to the program.
 */
const commands = {
  async start() {
    await ensureBuilt();
    await become("main");
  },
  async demo() {
    await ensureBuilt();
    await become("demo");
  },
  async host(args) {
    await ensureBuilt();
    await become("host", args);
  },
  dev: (args) => runTool("tsx", ["server/main.ts", ...args], { NODE_ENV: "development" }),
  async build() {
    await ensureBuilt();
    return 0;
  },
  async check() {
    const tallies = await check();
    console.log(`\n${conclusion(tallies)}`);
    return tallies.some(({ failed }) => failed > 0) ? 1 : 0;
  },
  test,
  mission: (args) => run(process.execPath, [join("e2e", "mission.mjs"), ...args]),
  async bench(args) {
    await ensureBuilt();
    return runEach({ folder: "bench", ending: ".bench.ts" }, args);
  },
  async soak(args) {
    await ensureBuilt();
    return runEach({ folder: "bench/soak", ending: ".soak.ts" }, args);
  },
};

/** The program runs in this very process: Ctrl-C, signals and exit codes are its own. */
async function become(name, args = []) {
  const file = join(root, "dist", "server", `${name}.js`);
  if (!existsSync(file)) throw new PlainError(`This copy of Keysmith has no ${name} program.`);
  process.env.NODE_ENV = "production";
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

async function launch([name = "", ...args]) {
  checkNode();
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new PlainError(`Commands: ${Object.keys(commands).join(", ")}.`);
  await ensureInstalled();
  const code = await command(args);
  if (code !== undefined) process.exitCode = code;
}

try {
  await launch(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
