import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface Served {
  port: number;
  /** CPU time used since the start, microseconds. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server of this folder in a process of its own, kept to one core where the system can do that. */
export async function spawnServer(
  file: string,
  core: string,
  env: Record<string, string> = {},
): Promise<Served> {
  const program = [process.execPath, "--import", "tsx", fileURLToPath(new URL(file, import.meta.url))];
  const [command, ...args] = process.platform === "linux" ? ["taskset", "-c", core, ...program] : program;
  const child = spawn(command!, args, {
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the server ended with ${code}`);
  });
  ended.catch(() => {}); // told to whoever asks next
  const ask = async (question?: string) => {
    if (question) child.send(question);
    const [answer] = await Promise.race([once(child, "message"), ended]);
    return answer;
  };
  const { port } = await ask();
  return {
    port,
    cpu: async () => (await ask("cpu")).cpuMicroseconds,
    stop: async () => {
      await ask("stop");
    },
  };
}
