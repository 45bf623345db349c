/** The Outpost as people start it: its command, bundled, in a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { buildOutpost } from "../build.mjs";
import { endWithUs } from "./end-with-us";

export interface OutpostProcess {
  url: string;
  port: number;
  pid: number;
  /** Everything that it has logged. */
  log(): string;
  signal(signal: NodeJS.Signals): void;
  /** By default as Ctrl-C does; gives its exit code, or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** Bundles it; gives the path of the command. */
export async function builtCommand(folder: string): Promise<string> {
  const dist = join(folder, "outpost");
  await buildOutpost(dist);
  return join(dist, "main.js");
}

/** Resolves when it listens. */
export async function startOutpost(
  command: string,
  hub: string,
  token: string,
  args: readonly string[],
): Promise<OutpostProcess> {
  const child = spawn(process.execPath, [command, "--hub", hub, "--host", "127.0.0.1", ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", KEYSMITH_OUTPOST_TOKEN: token },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  endWithUs(child);
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", () => {
      const listens = /"port":(\d+),.*"msg":"the Outpost listens"/.exec(log);
      if (listens) resolve(Number(listens[1]));
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`the Outpost does not start:\n${log}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid!,
    log: () => log,
    signal: (signal) => void child.kill(signal),
    async stop(signal = "SIGINT") {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGCONT");
        child.kill(signal);
        await ended;
      }
      return child.signalCode ?? child.exitCode ?? 1;
    },
  };
}
