/** The built program as an instance of its own: what a bench or a soak loads, stops and kills. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port";

export interface InstanceOptions {
  /** The gate's name on receipts. */
  name: string;
  role: "all" | "gate";
  /** Its data folder: secrets, and the database where no address is given. */
  folder: string;
  database?: { url: string; ownerUrl: string };
  env?: Record<string, string>;
}

export interface Instance {
  name: string;
  url: string;
  pid: number;
  /** All that it has written: its box and its log. */
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with its exit code, or with the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Ctrl-C, and waits for its end. */
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, "..", "..");
const program = join(root, "dist", "server", "main.js");
const startWithinMs = 60_000;

/** Starts an instance on a free port and waits until it says that it is ready. */
export async function startInstance({
  name,
  role,
  folder,
  database,
  env,
}: InstanceOptions): Promise<Instance> {
  if (!existsSync(program)) throw new Error("Keysmith is not built: run npm run build first.");
  const port = await freePort();
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: {
      ...inherited,
      NODE_ENV: "production",
      PORT: String(port),
      KEYSMITH_HOST: "127.0.0.1",
      KEYSMITH_ROLE: role,
      KEYSMITH_GATE_NAME: name,
      KEYSMITH_DATA: folder,
      ...(database && { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl }),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? code ?? 1)),
  );
  const instance: Instance = {
    name,
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => output,
    signal: (signal) => void child.kill(signal),
    ended,
    async stop() {
      child.kill("SIGCONT");
      child.kill("SIGINT");
      const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
  // Whatever ends us must not leave it behind.
  process.once("exit", () => child.kill("SIGKILL"));
  await untilReady(instance);
  return instance;
}

/** Waits until `/readyz` is good; gives the milliseconds that it took. */
export async function untilReady(instance: Instance): Promise<number> {
  const startedAt = performance.now();
  let gone: number | string | null = null;
  void instance.ended.then((how) => {
    gone = how;
  });
  for (;;) {
    const answer = await fetch(`${instance.url}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(
      () => null,
    );
    await answer?.arrayBuffer();
    const tookMs = performance.now() - startedAt;
    if (answer?.ok) return tookMs;
    if (gone !== null) throw new Error(`${instance.name} ended with ${gone}:\n${instance.output()}`);
    if (tookMs > startWithinMs) throw new Error(`${instance.name} is not ready:\n${instance.output()}`);
    await sleep(25);
  }
}
