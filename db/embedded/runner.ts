import {
  type ChildProcess,
  type SpawnSyncReturns,
  type StdioOptions,
  spawn,
  spawnSync,
} from "node:child_process";
import { type Account, canEnter } from "@/db/embedded/account";
import { StartupError } from "@/lib/startup-error";

/** Runs PostgreSQL's programs as the right account, with an environment that holds nothing of ours. */
export interface Runner {
  account: Account | undefined;
  run(program: string, args: string[]): SpawnSyncReturns<string>;
  /** A process of its own session: neither Ctrl-C in the terminal nor the hub's death reaches it. */
  start(program: string, args: string[], stdio: StdioOptions): ChildProcess;
}

interface Invocation {
  prefix: string[];
  identity: { uid?: number; gid?: number };
}

/** `folder` is the data folder, which the account must be able to enter. */
export function createRunner(folder: string, account: Account | undefined): Runner {
  const { prefix, identity } = invocation(folder, account);
  const options = {
    ...identity,
    cwd: "/",
    // Next types NODE_ENV as required; PostgreSQL gets nothing but these.
    env: {
      PATH: process.env.PATH ?? "/usr/bin:/bin",
      LC_ALL: "C",
      TZ: "UTC",
    } as unknown as NodeJS.ProcessEnv,
  };
  const command = (program: string, args: string[]): [string, string[]] => {
    const [first = program, ...rest] = [...prefix, program, ...args];
    return [first, rest];
  };
  return {
    account,
    run: (program, args) => spawnSync(...command(program, args), { ...options, encoding: "utf8" }),
    start: (program, args, stdio) => spawn(...command(program, args), { ...options, stdio, detached: true }),
  };
}

function invocation(folder: string, account: Account | undefined): Invocation {
  if (!account) return { prefix: [], identity: {} };
  const { uid, gid } = account;
  if (canEnter(folder, account)) return { prefix: [], identity: { uid, gid } };
  const prefix = passThroughClosedFolders(account);
  const [program = "", ...rest] = [...prefix, "/bin/sh", "-c", 'cd "$0"', folder];
  if (spawnSync(program, rest, { cwd: "/", stdio: "ignore" }).status === 0) return { prefix, identity: {} };
  throw new StartupError(
    `PostgreSQL runs as ${account.name}, who cannot enter ${folder}, since a folder above it is closed to others: set KEYSMITH_DATA to a folder outside of it, such as /var/lib/keysmith, and start again.`,
  );
}

/**
 * Below a home that is closed to others (0700), the account keeps one of root's capabilities: to pass through
 * folders. It stays an ordinary account in all else. The secure bit makes access(2), by which initdb looks for its
 * siblings, honour that capability too.
 */
function passThroughClosedFolders({ uid, gid }: Account): string[] {
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--securebits=+no_setuid_fixup"];
  return ["setpriv", ...ids, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", "--"];
}
