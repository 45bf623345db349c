import { realpathSync } from "node:fs";
import { createClient, type Sql } from "@/db/client";
import { roles, socketUrl } from "@/db/embedded/credentials";
import { port } from "@/db/embedded/folders";
import { StartupError } from "@/lib/startup-error";

/** Any number, the same in every version: who holds this lock is the live hub of the data folder. */
const hubLock = "7165217091425";
const lockAttempts = 15;
const lockPauseMs = 100;
const answerTimeoutMs = 3_000;

/** The hub's own connection to its server: it holds the lock that marks the live hub. */
export interface Session {
  sql: Sql;
  /** The server's process, as the server itself has noted it. */
  pid: number;
  socketDir: string;
}

export interface Wanted {
  cluster: string;
  data: string;
  superuserPassword: string;
  /** Where the server may be listening. */
  socketDirs: string[];
  onclose: () => void;
}

/**
 * Connects to the server of this cluster and takes the hub's lock. Undefined while no server answers. A server
 * is known by its data directory: a process id says nothing, since ids are used again.
 */
export async function openSession(wanted: Wanted): Promise<Session | undefined> {
  for (const socketDir of wanted.socketDirs) {
    let held = false;
    const sql = createClient(superuserUrl(wanted, socketDir), {
      max: 1,
      permanent: true,
      applicationName: "keysmith hub",
      idleInTransactionTimeoutMs: 0,
      connectTimeoutSeconds: 2,
      onclose: () => held && wanted.onclose(),
    });
    try {
      const pid = await within(answerTimeoutMs, identify(sql, wanted, socketDir));
      await takeLock(sql, wanted);
      held = true;
      return { sql, pid, socketDir };
    } catch (error) {
      void sql.end({ timeout: 0 }).catch(() => {});
      if (isFinal(error)) throw explained(error, wanted);
    }
  }
  return undefined;
}

export function superuserUrl(wanted: Pick<Wanted, "superuserPassword">, socketDir: string): string {
  return socketUrl({
    role: roles.superuser,
    password: wanted.superuserPassword,
    database: "postgres",
    socketDir,
    port,
  });
}

async function identify(sql: Sql, wanted: Wanted, socketDir: string): Promise<number> {
  const [row] = await sql`
    select current_setting('data_directory') as folder,
           split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int as pid`;
  if (row && realpathSync(row.folder) === realpathSync(wanted.cluster)) return row.pid;
  throw new StartupError(
    `Another PostgreSQL, of ${row?.folder}, listens in ${socketDir}: stop that one, then start again.`,
  );
}

/** A hub killed a moment ago may still seem to hold the lock: its connection is given time to end. */
async function takeLock(sql: Sql, { data }: Wanted): Promise<void> {
  for (let attempt = 0; attempt < lockAttempts; attempt += 1) {
    const [row] = await sql`select pg_try_advisory_lock(${hubLock}::bigint) as locked`;
    if (row?.locked) return;
    await new Promise((resolve) => setTimeout(resolve, lockPauseMs));
  }
  throw new StartupError(
    `Keysmith is already running on ${data}: use that one, stop it first, or set KEYSMITH_DATA to another folder.`,
  );
}

function isFinal(error: unknown): boolean {
  return error instanceof StartupError || (error as { code?: unknown }).code === "28P01";
}

function explained(error: unknown, { data }: Wanted): unknown {
  if (error instanceof StartupError) return error;
  return new StartupError(
    `The passwords in ${data} are not those of the database beside them: put the whole data folder back from one backup.`,
    { cause: error },
  );
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database does not answer.")), ms);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
