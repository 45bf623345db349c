import type { Sql } from "@/db/client";
import { type Folders, notedSocketFolder, port } from "@/db/embedded/folders";
import { launchPostmaster, type Postmaster, stopPostmaster } from "@/db/embedded/postmaster";
import type { Programs } from "@/db/embedded/programs";
import type { Runner } from "@/db/embedded/runner";
import { openSession, type Session } from "@/db/embedded/session";
import { StartupError } from "@/lib/startup-error";

export interface Supervised {
  runner: Runner;
  programs: Programs;
  folders: Folders;
  socketDir: string;
  password: string;
  settings: Record<string, string>;
  log: (sentence: string) => void;
}

export interface Server {
  socketDir: string;
  adopted: boolean;
  /** The hub's own connection, as superuser. */
  sql(): Sql;
  stop(): Promise<void>;
  onExit(listener: (reason: StartupError) => void): void;
}

const pollMs = 20;
const shortestRetryMs = 100;
const longestRetryMs = 1_000;
/** About ten seconds: what is in the way of a first start after that will not go away by itself. */
const startAttempts = 14;

/**
 * Brings the server up (or finds it up) and holds the hub's session on it. When the session ends unasked, the
 * server has died: it is brought up again, however long that takes. The backends of a server that was killed
 * linger for a moment and keep a new one from starting, hence the patience.
 */
export async function supervise(what: Supervised): Promise<Server> {
  let stopping = false;
  let up = true;
  let postmaster: Postmaster | undefined;
  let recovery: Promise<void> | undefined;
  let lost: StartupError | undefined;
  const listeners: ((reason: StartupError) => void)[] = [];

  async function bringUp(attempts: number): Promise<Session | undefined> {
    let failures = 0;
    while (!stopping) {
      const session = await openSession(wanted());
      if (session) return session;
      if (postmaster?.alive()) {
        await pause(pollMs);
        continue;
      }
      if (postmaster && failures > 0) {
        if (failures >= attempts) throw wontStart(what, postmaster.complaint());
        await pause(Math.min(shortestRetryMs * 2 ** (failures - 1), longestRetryMs));
      }
      failures += 1;
      postmaster = launchPostmaster(what.runner, what.programs, { ...what, ...what.folders, port });
      await pause(pollMs);
    }
    return undefined;
  }

  function wanted() {
    const noted = notedSocketFolder(what.folders.cluster);
    const socketDirs = noted && noted !== what.socketDir ? [what.socketDir, noted] : [what.socketDir];
    const { cluster, data } = what.folders;
    return { cluster, data, superuserPassword: what.password, socketDirs, onclose };
  }

  function onclose(): void {
    if (stopping || recovery) return;
    up = false;
    what.log("PostgreSQL has ended unasked; starting it again.");
    recovery = recover().finally(() => {
      recovery = undefined;
    });
  }

  async function recover(): Promise<void> {
    void session.sql.end({ timeout: 0 }).catch(() => {});
    try {
      const next = await bringUp(Number.POSITIVE_INFINITY);
      if (!next) return;
      session = next;
      up = true;
      what.log("PostgreSQL is back.");
    } catch (error) {
      lost = error instanceof StartupError ? error : wontStart(what, String(error));
      for (const listener of listeners) listener(lost);
    }
  }

  /** Ends the server that was started here, if it runs: never one that was found. */
  async function endOwn(): Promise<boolean> {
    if (!postmaster?.alive() || !postmaster.child.pid) return false;
    await stopPostmaster(postmaster.child.pid);
    return true;
  }

  const first = await bringUp(startAttempts).catch(async (error) => {
    await endOwn();
    throw error;
  });
  if (!first) throw new Error("The start was stopped.");
  let session = first;

  return {
    socketDir: session.socketDir,
    adopted: session.pid !== (postmaster as Postmaster | undefined)?.child.pid,
    sql: () => session.sql,
    async stop() {
      stopping = true;
      await recovery;
      const pid = up ? session.pid : undefined;
      await session.sql.end({ timeout: 1 }).catch(() => {});
      // Where another hub has taken the folder over, the server is that one's now.
      if (lost) return;
      // An adopted server's id is its own word over a living connection; a stale id may be anybody's by now.
      if (!(await endOwn()) && pid !== undefined) await stopPostmaster(pid);
      up = false;
    },
    onExit(listener) {
      listeners.push(listener);
      if (lost) listener(lost);
    },
  };
}

function wontStart({ folders }: Supervised, reason: string): StartupError {
  return new StartupError(
    `PostgreSQL does not start on ${folders.cluster} (${reason.trim()}); put that right and start again, its log is ${folders.log}.`,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
