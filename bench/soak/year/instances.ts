/** Two instances that keep the schedule of one database, each a process; both are told the time at one moment. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Opening, Order, Report } from "./instance";

export const INSTANCES = ["Schedule one", "Schedule two"] as const;

export interface Instances {
  /** Both take the turn at once. What each of them has done. */
  turn(order: Order): Promise<number[]>;
  close(): Promise<void>;
}

export async function startInstances(opening: Omit<Opening, "name">): Promise<Instances> {
  const file = fileURLToPath(new URL("./instance.ts", import.meta.url));
  const children = INSTANCES.map(() => fork(file, { execArgv: ["--import", "tsx"] }));
  await Promise.all(children.map((child, n) => tell(child, { ...opening, name: INSTANCES[n]! })));
  return {
    turn: (order) => Promise.all(children.map((child) => tell(child, order))),
    async close() {
      await Promise.all(
        // One that has died is there no more to be waited for.
        children
          .filter(
            ({ connected, exitCode, signalCode }) => connected && exitCode === null && signalCode === null,
          )
          .map((child) => {
            const ended = once(child, "exit");
            child.disconnect();
            return ended;
          }),
      );
    },
  };
}

function tell(child: ChildProcess, told: Opening | Order): Promise<number> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("an instance has ended"));
    child.once("exit", ended);
    child.once("message", (report: Report) => {
      child.off("exit", ended);
      if ("failed" in report) reject(new Error(report.failed));
      else resolve(report.done);
    });
    child.send(told);
  });
}
