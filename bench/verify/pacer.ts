/**
 * Sends the calls of `paced` from a process of its own, ahead of everything else where the system allows it: what is
 * measured is the wait for the server, not the wait of the measuring.
 */
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { percentile } from "./load";
import { paced } from "./paced";

export interface Pace {
  url: string;
  caller: string;
  bodies: readonly object[];
  perSecond: number;
  seconds: number;
}

export interface Pacer {
  pid: number;
  /** The 99th percentile in milliseconds. */
  p99(pace: Pace): Promise<number>;
  close(): void;
}

export function startPacer(): Pacer {
  const child = fork(fileURLToPath(import.meta.url), { detached: true });
  const answer = () =>
    new Promise<number>((resolve, reject) => {
      const ended = () => reject(new Error("the pacer has ended"));
      child.once("exit", ended);
      child.once("message", (ms: number) => {
        child.off("exit", ended);
        resolve(ms);
      });
    });
  return {
    pid: child.pid ?? 0,
    p99(pace) {
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
  process.on("message", async ({ url, caller, bodies, perSecond, seconds }: Pace) => {
    process.send?.(percentile(await paced(url, caller, bodies, perSecond, seconds), 99));
  });
}
