/** Keeps the console running: starts it, and starts it again when it dies. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { join } from "node:path";
import { log } from "@/lib/log";
import { StartupError } from "@/lib/startup-error";
import { consoleSockets } from "./console-socket";
import { projectFolder } from "./project-folder";

export type FromConsole = "ready";
export type ToConsole = "stop";

export interface ConsoleChild {
  /** Where it listens; null while it is away. */
  socketPath(): string | null;
  /** Resolves when it has answered for the first time; false where it takes longer than `ms`. */
  ready(ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

const shortestPauseMs = 250;
const longestPauseMs = 10_000;
/** Having run so long, it is well again: the next death is met with the shortest pause. */
const wellAfterMs = 30_000;
const stopWithinMs = 3_000;
/** 0 is everybody else's; 19 yields most. */
const consoleNiceness = 10;

export function startConsole(dataFolder: string, env: NodeJS.ProcessEnv): ConsoleChild {
  const program = consoleProgram();
  const sockets = consoleSockets(dataFolder);
  let child: ChildProcess | undefined;
  let socketPath: string | null = null;
  let stopping = false;
  let pauseMs = shortestPauseMs;
  let retry: NodeJS.Timeout | undefined;
  let announce: (up: boolean) => void = () => {};
  const firstReady = new Promise<boolean>((resolve) => {
    announce = resolve;
  });

  function start(): void {
    const path = sockets.next();
    const startedAt = performance.now();
    const started = spawn(process.execPath, [...process.execArgv, program, path], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      cwd: projectFolder(),
      env,
      // A session of its own: kernels that share the processor out by session give the gate a share for itself.
      detached: true,
    });
    child = started;
    yieldToGate(started.pid);
    started.on("message", (message: FromConsole) => {
      if (message !== "ready" || child !== started) return;
      socketPath = path;
      announce(true);
    });
    started.on("error", (error) => log().error(error, "the console cannot be started"));
    started.on("close", (code, signal) => {
      if (child === started) socketPath = null;
      if (stopping) return;
      if (performance.now() - startedAt > wellAfterMs) pauseMs = shortestPauseMs;
      log().error({ code, signal, pauseMs }, "the console has ended; it is started again");
      retry = setTimeout(start, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  }

  start();
  return {
    socketPath: () => socketPath,
    ready: (ms) =>
      Promise.race([firstReady, new Promise<boolean>((no) => setTimeout(no, ms, false).unref())]),
    async stop() {
      stopping = true;
      clearTimeout(retry);
      if (child && child.exitCode === null && child.signalCode === null) await end(child);
      sockets.remove();
    },
  };
}

/** Whether this is `npm run dev`: the sources themselves, and a console that compiles them anew at each reload. */
const development = import.meta.url.endsWith(".ts") && process.env.NODE_ENV === "development";

function consoleProgram(): string {
  if (development) return join(projectFolder(), "server", "console.ts");
  const program = join(projectFolder(), "dist", "server", "console.js");
  if (existsSync(program) && existsSync(join(projectFolder(), ".next", "BUILD_ID"))) return program;
  throw new StartupError("The console has not been built: run npm run build, then start again.");
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  if (child.connected) child.send("stop" satisfies ToConsole, () => {});
  const late = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
  await ended;
  clearTimeout(late);
}

/** A page may take a moment longer; a verdict may not wait for one. Where the system forbids it, all stay as they are. */
function yieldToGate(pid: number | undefined): void {
  if (pid === undefined) return;
  const niceness = Math.min(19, getPriority() + consoleNiceness);
  try {
    setPriority(pid, niceness);
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {}
}
