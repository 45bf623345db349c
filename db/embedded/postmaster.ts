import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import type { Programs } from "@/db/embedded/programs";
import type { Runner } from "@/db/embedded/runner";

const largestLogBytes = 10 * 1024 * 1024;
const stopPollMs = 20;
const politeStopMs = 30_000;

export interface Postmaster {
  child: ChildProcess;
  /** Whether it still runs. */
  alive(): boolean;
  /** The last error that it wrote into its log since it was started. */
  complaint(): string;
}

export interface Launch {
  cluster: string;
  socketDir: string;
  port: number;
  log: string;
  /** Server settings in addition to, or instead of, ours. */
  settings: Record<string, string>;
}

export function launchPostmaster(runner: Runner, programs: Programs, launch: Launch): Postmaster {
  const settings: Record<string, string> = {
    listen_addresses: "",
    unix_socket_directories: launch.socketDir,
    unix_socket_permissions: "0700",
    port: String(launch.port),
    fsync: "on",
    max_connections: "200",
    log_checkpoints: "off",
    log_timezone: "UTC",
    // Statements and row contents may carry what people typed: the log is for the server's own troubles.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...launch.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { fd, size } = openLog(launch.log);
  const child = runner.start(programs.postgres, ["-D", launch.cluster, ...flags], ["ignore", fd, fd]);
  closeSync(fd);
  child.unref();
  let failure = "";
  child.on("error", (error) => {
    failure = error.message;
  });
  return {
    child,
    alive: () => failure === "" && child.exitCode === null && child.signalCode === null,
    complaint: () => failure || lastComplaint(launch.log, size),
  };
}

/** A file rather than a pipe: the server outlives the hub, and must not write to nobody. */
function openLog(log: string): { fd: number; size: number } {
  const before = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (before > largestLogBytes) renameSync(log, `${log}.1`);
  return { fd: openSync(log, "a", 0o600), size: before > largestLogBytes ? 0 : before };
}

function lastComplaint(log: string, from: number): string {
  const lines = readFileSync(log).subarray(from).toString("utf8").split("\n");
  const complaint = lines.findLast((line) => /\b(FATAL|PANIC|ERROR): /.test(line)) ?? lines.findLast(Boolean);
  return complaint?.replace(/^.*?\b(FATAL|PANIC|ERROR): +/, "") ?? "no reason given";
}

/** Ends a server by its process id: politely (SIGINT: connections are cut, everything is flushed), then hard. */
export async function stopPostmaster(pid: number): Promise<void> {
  if (!signal(pid, "SIGINT")) return;
  for (let waited = 0; isRunning(pid); waited += stopPollMs) {
    if (waited === politeStopMs) signal(pid, "SIGQUIT");
    if (waited > 2 * politeStopMs) return;
    await new Promise((resolve) => setTimeout(resolve, stopPollMs));
  }
}

function isRunning(pid: number): boolean {
  return signal(pid, 0);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
