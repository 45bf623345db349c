/** A proxy in front of an API, configured by a recipe. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endWithUs } from "../end-with-us";
import type { Program, ProxyName } from "./program";

export interface Front {
  url: string;
  stop(): Promise<void>;
}

const startsWithinMs = 10_000;

/** What a recipe leaves to the rest of a configuration, and how the program is told to stay where it was started. */
const SURROUNDINGS: Record<ProxyName, (recipe: string, folder: string) => { text: string; args: string[] }> =
  {
    nginx: (recipe, folder) => ({
      text: `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((one) => `${one}_temp_path ${folder}/${one};`).join(" ")}
  ${recipe}
}
`,
      args: ["-e", "stderr", "-p", folder, "-c", join(folder, "configuration")],
    }),
    caddy: (recipe, folder) => ({
      text: `{\n  admin off\n  default_bind 127.0.0.1\n}\n${recipe}`,
      args: ["run", "--config", join(folder, "configuration"), "--adapter", "caddyfile"],
    }),
    haproxy: (recipe, folder) => ({
      text: `defaults
  mode http
  retries 0
  timeout connect 2s
  timeout client 10s
  timeout server 10s

${recipe}`,
      args: ["-db", "-f", join(folder, "configuration")],
    }),
  };

export async function openProxy(
  name: ProxyName,
  program: Program,
  recipe: string,
  port: number,
  within: string,
): Promise<Front> {
  const folder = mkdtempSync(join(within, `${name}-`));
  const { text, args } = SURROUNDINGS[name](recipe, folder);
  writeFileSync(join(folder, "configuration"), text);
  mkdirSync(join(folder, "home"));
  const child = spawn(program.path, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      HOME: join(folder, "home"),
      ...(program.libraries.length > 0 && { LD_LIBRARY_PATH: program.libraries.join(":") }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  endWithUs(child);
  await untilListening(child, port, () => `${name} does not start:\n${said}`);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function untilListening(child: ChildProcess, port: number, why: () => string): Promise<void> {
  let failed = false;
  child.once("error", () => {
    failed = true;
  });
  const until = performance.now() + startsWithinMs;
  while (!(await answers(port))) {
    if (failed || child.exitCode !== null || performance.now() > until) throw new Error(why());
    await sleep(20);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
