import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/bench/testing/free-port";

/** A hub as a person starts it: the built program, a data folder of its own, PostgreSQL inside. */
export interface RunningHub {
  url: string;
  /** The one-time link out of its box. */
  setupLink: string;
  /** Everything it has written so far, logs included. */
  output(): string;
  /** Ctrl-C, and waits for its end. */
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, "..", "..", "dist", "server", "main.js");
const startWithinMs = 60_000;
const stopWithinMs = 20_000;

/** Starts a hub on a free port over `dataFolder`. `gateName` is the name that receipts show. */
export async function startHub(
  dataFolder: string,
  gateName: string,
  settings: Record<string, string> = {},
): Promise<RunningHub> {
  if (!existsSync(program)) throw new Error("Keysmith is not built: run npm run build first.");
  const port = await freePort();
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [program], {
    cwd: join(import.meta.dirname, "..", ".."),
    env: {
      ...inherited,
      NODE_ENV: "production",
      PORT: String(port),
      KEYSMITH_DATA: dataFolder,
      KEYSMITH_GATE_NAME: gateName,
      KEYSMITH_LOG_LEVEL: "info",
      // All tests call from one address, and many of them with bad keys.
      KEYSMITH_BAD_KEYS_PER_MINUTE: "1000000",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const setupLink = await linkInBox(child, () => output);
  const url = `http://localhost:${port}`;
  await pagesUp(url);
  return {
    url,
    setupLink,
    output: () => output,
    stop: () => stop(child),
  };
}

/** On a machine with much else to do the pages may come after the box. */
async function pagesUp(url: string): Promise<void> {
  for (const startedAt = performance.now(); performance.now() - startedAt < startWithinMs; await sleep(100)) {
    const { checks } = await fetch(`${url}/readyz`).then((answer) => answer.json());
    if (checks.console) return;
  }
  throw new Error("The hub's pages did not come up in time.");
}

/** The box is printed when everything is up, or when the pages have been waited for long enough. */
function linkInBox(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill("SIGKILL");
      reject(new Error(`The hub ${why}:\n${output()}`));
    };
    const late = setTimeout(() => fail("did not start in time"), startWithinMs);
    const onExit = (code: number | null) => fail(`ended with ${code} instead of starting`);
    child.once("exit", onExit);
    child.stdout?.on("data", () => {
      const link = /Set up\s+(\S+)[\s\S]*╰/.exec(output())?.[1];
      if (!link) return;
      clearTimeout(late);
      child.off("exit", onExit);
      resolve(link);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null) return resolve();
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error("The hub did not stop on Ctrl-C."));
    }, stopWithinMs);
    child.once("exit", (code) => {
      clearTimeout(late);
      if (code === 0) resolve();
      else reject(new Error(`The hub stopped with exit code ${code}.`));
    });
    child.kill("SIGINT");
  });
}
