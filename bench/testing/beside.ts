/** A program that stands beside ours, to be measured as ours is: plain JavaScript, and no loader in its way. */
import { fork } from "node:child_process";
import { once } from "node:events";

export interface Beside {
  pid: number;
  port: number;
  stop(): void;
}

/** Starts one that tells its parent where it listens, and ends with it. What it says is heard only where it fails. */
export async function startBeside(
  program: URL,
  settings: Readonly<Record<string, string>> = {},
): Promise<Beside> {
  const child = fork(program, {
    execArgv: [],
    env: { ...process.env, ...settings, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${program.pathname} ended with ${code}:\n${said}`);
  });
  const [port] = (await Promise.race([once(child, "message"), ended])) as [number];
  ended.catch(() => {});
  return { pid: child.pid!, port, stop: () => child.disconnect() };
}
