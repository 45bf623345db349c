import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Secret } from "@/lib/domain/secret";
import { StartupError } from "@/lib/startup-error";
import { projectFolder } from "../project-folder";

export interface OutpostOptions {
  hub: string;
  token: Secret;
  upstream: string;
  port: number;
  stateFile: string;
}

const readyWithinMs = 20_000;

/** Where the Outpost's command lies. */
export const outpostProgram = () => join(projectFolder(), "dist", "outpost", "main.js");

/** Starts the Outpost's own command, and waits until it knows whom to let in. */
export async function startOutpost(options: OutpostOptions): Promise<{ stop(): Promise<void> }> {
  const program = outpostProgram();
  if (!existsSync(program))
    throw new StartupError("This copy of Keysmith has no Outpost: run npm run build.");
  const { hub, upstream, port, stateFile, token } = options;
  const args = ["--hub", hub, "--upstream", upstream, "--api", "orders-v1", "--port", String(port)];
  const child = spawn(
    process.execPath,
    [program, ...args, "--host", "127.0.0.1", "--state", stateFile, "--log-level", "error"],
    {
      stdio: ["ignore", "ignore", "inherit"],
      // By the environment: the arguments of a program are there for everybody on the machine to read.
      env: { PATH: process.env.PATH, NODE_ENV: "production", KEYSMITH_OUTPOST_TOKEN: token.reveal() },
    },
  );
  const stop = () => end(child);
  try {
    await ready(child, `http://127.0.0.1:${port}/_outpost/health`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function ready(child: ChildProcess, health: string): Promise<void> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < readyWithinMs) {
    if (child.exitCode !== null) break;
    const answer = await fetch(health).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(50);
  }
  throw new StartupError("The demo's Outpost did not come to know the hub.");
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
