/** Where processes run and what they cost, on Linux; elsewhere the system decides, and nobody tells. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";

const availableCores = cpus().length;
const linux = process.platform === "linux";
const ticksPerSecond = linux ? Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" })) : 100;

/** Keeps a process, its threads and what it starts from now on to one core, or lets them go wherever there is room. */
export function keepTo(core: number | "any", pid: number): void {
  const cores = core === "any" ? `0-${availableCores - 1}` : String(core);
  if (linux) execFileSync("taskset", ["-acp", cores, String(pid)], { stdio: "ignore" });
}

/** CPU time that a process has used so far, in microseconds; NaN where the system does not tell. */
export function cpuOf(pid: number): number {
  if (!linux) return Number.NaN;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in parentheses, may hold spaces: what follows it is the third field on.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000_000;
}
