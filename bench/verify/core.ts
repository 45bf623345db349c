/** Where processes run and what they cost, on Linux; elsewhere the system decides, and nobody tells. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";

const availableCores = cpus().length;
const linux = process.platform === "linux";
const hasSchedulerCounts = existsSync("/proc/self/schedstat");
const ticksPerSecond = linux ? Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" })) : 100;

/** Keeps a process, its threads and what it starts from now on to one core, or lets them go wherever there is room. */
export function keepTo(core: number | "any", pid: number): void {
  const cores = core === "any" ? `0-${availableCores - 1}` : String(core);
  if (linux) execFileSync("taskset", ["-acp", cores, String(pid)], { stdio: "ignore" });
}

/** CPU time that a process has used so far, in microseconds; NaN where the system does not tell. */
export function cpuOf(pid: number): number {
  if (!linux) return Number.NaN;
  if (!hasSchedulerCounts) return ticksOf(pid);
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + ranFor(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1_000;
}

/** The scheduler counts nanoseconds; ticks are too coarse for a round of a second. */
function ranFor(file: string): number {
  try {
    return Number(readFileSync(file, "utf8").split(" ")[0]);
  } catch {
    // The thread has ended meanwhile.
    return 0;
  }
}

function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in parentheses, may hold spaces: what follows it is the third field on.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000_000;
}
