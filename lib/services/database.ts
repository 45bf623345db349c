import { createDb, type Database, type Db } from "@/db/client";
import { config } from "@/lib/config";

// On globalThis, since a bundler may load this module more than once in one process.
const place = globalThis as { [key: symbol]: Database | undefined };
const slot = Symbol.for("keysmith.database");

/** The pool of this process, opened at first use. */
export function database(): Db {
  place[slot] ??= createDb(config().runUrl, {
    applicationName: `keysmith-${config().process}`,
    max: config().poolSize,
  });
  return place[slot].db;
}

/** Makes a pool that somebody else opened the one of this process. */
export function provideDatabase(opened: Database): void {
  place[slot] = opened;
}

/** Closes the pool, at the end of the process. */
export async function closeDatabase(): Promise<void> {
  await place[slot]?.end();
  place[slot] = undefined;
}
