/** Many Outposts of one workspace on this machine, a few to a process, each with a server and a state file of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { runCommand } from "@/lib/services/run-command";
import { done } from "@/lib/services/testing/workspace";
import { endWithUs } from "@/outpost/testing/end-with-us";
import { freePort } from "../../testing/free-port";
import type { House } from "../../testing/house";

export interface FarmOrder {
  hub: string;
  outposts: { token: string; stateFile: string; port: number; maxStaleSeconds: number | null }[];
}

export interface Member {
  name: string;
  url: string;
  stateFile: string;
}

/** What an Outpost says of itself. */
export interface MemberHealth {
  ok: boolean;
  connected: boolean;
  generation: number | null;
  revision: number | null;
  kids: string[];
}

export interface Fleet {
  members: Member[];
  health(member: Member): Promise<MemberHealth>;
  /** Ends every process, by default in good order. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts all again where they were, with the state that they left. */
  start(maxStaleSeconds?: number): Promise<void>;
}

const perProcess = 10;

export async function openFleet(house: House, hub: string, count: number, folder: string): Promise<Fleet> {
  const tokens: string[] = [];
  const members: Member[] = [];
  for (let n = 1; n <= count; n++) {
    const name = `Outpost ${String(n).padStart(2, "0")}`;
    const made = done(await runCommand(enrolOutpost, house.workspace.as(), { name, environment: null }));
    tokens.push(made.token!.reveal());
    members.push({
      name,
      url: `http://127.0.0.1:${await freePort()}`,
      stateFile: join(folder, `outpost-${n}`),
    });
  }
  const program = join(folder, "farm.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "farm.ts")],
    ...{ outfile: program, bundle: true, platform: "node", format: "esm", target: "node20" },
    // Packages in CommonJS ask for Node's own modules by require.
    banner: {
      js: 'import { createRequire as $require } from "node:module"; const require = $require(import.meta.url);',
    },
  });
  let processes: ChildProcess[] = [];

  async function startSome(from: number, maxStaleSeconds: number | null): Promise<void> {
    const some = members.slice(from, from + perProcess);
    const outposts = some.map(({ url, stateFile }, n) => {
      const port = Number(new URL(url).port);
      return { token: tokens[from + n]!, stateFile, port, maxStaleSeconds };
    });
    const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
    endWithUs(child);
    processes.push(child);
    child.stdin.end(JSON.stringify({ hub, outposts } satisfies FarmOrder));
    await Promise.race([
      once(child.stdout, "data"),
      once(child, "exit").then(() => Promise.reject(new Error("a farm of Outposts does not start"))),
    ]);
  }

  async function start(maxStaleSeconds: number | null = null): Promise<void> {
    const starts = members.map((_, n) => n).filter((n) => n % perProcess === 0);
    await Promise.all(starts.map((from) => startSome(from, maxStaleSeconds)));
  }
  async function stop(signal: NodeJS.Signals = "SIGINT"): Promise<void> {
    const ending = processes;
    processes = [];
    await Promise.all(
      ending.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, "exit");
        child.kill(signal);
        await ended;
      }),
    );
  }
  await start();
  const health = async ({ url }: Member): Promise<MemberHealth> =>
    (await fetch(`${url}/_outpost/health`)).json();
  return { members, health, start, stop };
}

/** Waits until all say so; gives the milliseconds that it took. */
export async function untilAll(
  fleet: Fleet,
  what: string,
  is: (health: MemberHealth) => boolean,
  withinMs = 30_000,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const all = await Promise.all(fleet.members.map((member) => fleet.health(member)));
    const tookMs = performance.now() - startedAt;
    if (all.every(is)) return tookMs;
    if (tookMs > withinMs)
      throw new Error(`${all.filter((one) => !is(one)).length} Outposts are not ${what} in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
