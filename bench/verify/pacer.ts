/**
 * Sends the calls of `paced` from a process of its own, ahead of everything else where the system allows it: what is
 * measured is the wait for the server, not the wait of the measuring.
 */
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { percentile } from "./load";
import { type Pace, paced } from "./paced";

/** Milliseconds that half of the calls, and 99 of a hundred, stay below. */
export interface Durations {
  median: number;
  p99: number;
}

export interface Pacer {
  pid: number;
  run(pace: Pace): Promise<Durations>;
  close(): void;
}

export function startPacer(): Pacer {
  const child = fork(fileURLToPath(import.meta.url), { detached: true });
  const answer = () =>
    new Promise<Durations>((resolve, reject) => {
      const ended = () => reject(new Error("the pacer has ended"));
      child.once("exit", ended);
      child.once("message", (durations: Durations) => {
        child.off("exit", ended);
        resolve(durations);
      });
    });
  return {
    pid: child.pid ?? 0,
    run(pace) {
      child.send(pace);
      return answer();
    },
    close: () => child.disconnect(),
  };
}

function goAhead(): void {
  try {
    setPriority(-10);
    writeFileSync("/proc/self/autogroup", "-10");
  } catch {}
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  goAhead();
  process.on("message", async (pace: Pace) => {
    const durations = await paced(pace);
    process.send?.({ median: percentile(durations, 50), p99: percentile(durations, 99) });
  });
}
