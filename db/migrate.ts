import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { createClient, type Sql } from "@/db/client";
import { grantToRunner } from "@/db/grants";
import { migrationsFolder } from "@/db/migrations-folder";
import { StartupError } from "@/lib/startup-error";

/** Any number, the same in every version: it names the lock that migrating instances take turns by. */
const migrationLock = "7165217091424";
const longestWaitMs = 60_000;

/**
 * Files that were put right after a version had applied them, by their hashes at first and now. What such a database
 * lacks comes with a later file; from then on it is like all others, whose backups it takes.
 */
const PUT_RIGHT = [
  // 0012_latest-stays; the rest is in 0014.
  {
    first: "5c2f987def9241a79e3efc7b4c586046443ff14bf9b6dbd9b7220df005391f69",
    now: "5d4ec24d6f832985c3edb8e651986ab77a6ebaa67f25641094f6607badfd90d5",
  },
];

export interface MigrateOptions {
  /** The role that runs the program. Unless it is the owner itself, it is granted what it needs. */
  runRole?: string;
  /** Where the migrations lie (default: those of this program). */
  folder?: string;
}

/**
 * Brings the database to this program's schema, in one transaction and one instance at a time. What has been
 * applied must be the beginning of the list of files, statement by statement; anything else is a StartupError.
 * Returns how many migrations were applied now.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<number> {
  const files = readMigrationFiles({ migrationsFolder: options.folder ?? migrationsFolder() });
  const sql = createClient(ownerUrl, {
    max: 1,
    applicationName: "keysmith migrate",
    statementTimeoutMs: 0,
    lockTimeoutMs: longestWaitMs,
    idleInTransactionTimeoutMs: 0,
  });
  try {
    return (await sql.begin((tx) => applyAll(tx as unknown as Sql, files, options.runRole))) as number;
  } catch (error) {
    throw explained(error);
  } finally {
    await sql.end({ timeout: 5 }).catch(() => {});
  }
}

async function applyAll(tx: Sql, files: MigrationMeta[], runRole: string | undefined): Promise<number> {
  await tx`select pg_advisory_xact_lock(${migrationLock}::bigint)`;
  const before = await appliedHashes(tx);
  before.forEach((hash, index) => {
    if (files[index]?.hash !== hash) throw wrongHistory(before.length, files.length);
  });
  for (const file of files.slice(before.length)) await apply(tx, file);
  const after = await appliedHashes(tx);
  if (after.length !== files.length) throw wrongHistory(after.length, files.length);
  if (runRole !== undefined) await grantToRunner(tx, runRole);
  return after.length - before.length;
}

/** The journal is the one that drizzle-kit reads too. */
async function appliedHashes(tx: Sql): Promise<string[]> {
  const [found] = await tx`select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!found?.found) {
    await tx.unsafe(
      "create schema if not exists drizzle; create table drizzle.__drizzle_migrations" +
        " (id serial primary key, hash text not null, created_at bigint)",
    );
  }
  for (const { first, now } of PUT_RIGHT)
    await tx`update drizzle.__drizzle_migrations set hash = ${now} where hash = ${first}`;
  const rows = await tx`select hash from drizzle.__drizzle_migrations order by id`;
  return rows.map((row) => String(row.hash));
}

async function apply(tx: Sql, file: MigrationMeta): Promise<void> {
  for (const statement of file.sql) if (statement.trim() !== "") await tx.unsafe(statement);
  await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${file.hash}, ${file.folderMillis})`;
}

function wrongHistory(applied: number, known: number): StartupError {
  return applied > known
    ? new StartupError(
        `The database has ${applied} migrations, this version of Keysmith knows ${known}: start the newer version that wrote it.`,
      )
    : new StartupError(
        "The database was migrated by another line of Keysmith: start the version that wrote it, or restore a backup of this one.",
      );
}

function explained(error: unknown): unknown {
  if ((error as { code?: unknown }).code !== "55P03") return error;
  return new StartupError(
    "Another instance has been migrating this database for a minute: wait until it is done, or end it, and start again.",
    { cause: error },
  );
}
