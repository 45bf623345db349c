/**
 * The whole database in one text: a line of JSON that says what it is, then each table's rows as COPY writes them, then
 * a line that says how many there were. Taken in one transaction, so that it shows one moment.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { Readable, type Writable } from "node:stream";
import { createClient, type Sql } from "@/db/client";
import { StartupError } from "@/lib/startup-error";

export interface Manifest {
  keysmith: 1;
  takenAt: string;
  /** Hashes of the migrations that made the schema, oldest first. */
  migrations: string[];
  /** In an order in which no row comes before one that it refers to. */
  tables: { name: string; columns: string[] }[];
}

const endOfTable = "\\.\n";

/** Writes a backup; gives the number of rows. */
export async function writeBackup(ownerUrl: string, to: Writable, takenAt: Date): Promise<number> {
  const sql = createClient(ownerUrl, { max: 1, statementTimeoutMs: 0, idleInTransactionTimeoutMs: 0 });
  const hash = createHash("sha256");
  const write = async (piece: string | Buffer) => {
    hash.update(piece);
    if (!to.write(piece)) await once(to, "drain");
  };
  try {
    let rows = 0;
    await sql.begin("isolation level repeatable read read only", async (tx) => {
      const manifest = await describeSchema(tx as unknown as Sql, takenAt);
      await write(`${JSON.stringify(manifest)}\n`);
      for (const table of manifest.tables) {
        await write(`${JSON.stringify({ table: table.name })}\n`);
        const pieces = await tx.unsafe(`copy ${target(table)} to stdout`).readable();
        for await (const piece of pieces) {
          for (const byte of piece as Buffer) if (byte === 10) rows += 1;
          await write(piece as Buffer);
        }
        // The driver leaves its socket paused where the last pieces fill the buffer: the next answer would never be read.
        pieces._read(0);
        await write(endOfTable);
      }
    });
    to.write(`${JSON.stringify({ rows, sha256: hash.digest("hex") })}\n`);
    return rows;
  } finally {
    await sql.end({ timeout: 5 }).catch(() => {});
  }
}

/** What the database says of itself. */
async function describeSchema(tx: Sql, takenAt: Date): Promise<Manifest> {
  const applied = await tx`select hash from drizzle.__drizzle_migrations order by id`;
  const columns = await tx<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' order by table_name, ordinal_position`;
  const references = await tx<{ from: string; to: string }[]>`
    select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
    where contype = 'f' and conrelid <> confrelid`;
  const names = inOrder([...new Set(columns.map((row) => row.table))], references);
  return {
    keysmith: 1,
    takenAt: takenAt.toISOString(),
    migrations: applied.map((row) => String(row.hash)),
    tables: names.map((name) => ({
      name,
      columns: columns.filter((row) => row.table === name).map((row) => row.column),
    })),
  };
}

function inOrder(names: string[], references: readonly { from: string; to: string }[]): string[] {
  const ordered: string[] = [];
  while (ordered.length < names.length) {
    const next = names.filter(
      (name) =>
        !ordered.includes(name) && references.every((ref) => ref.from !== name || ordered.includes(ref.to)),
    );
    if (next.length === 0) throw new Error("tables refer to each other in a circle");
    ordered.push(...next);
  }
  return ordered;
}

/** Reads what `writeBackup` wrote into the empty tables of a hub of the same version, all or nothing. */
export async function readBackup(
  ownerUrl: string,
  text: Buffer,
): Promise<{ manifest: Manifest; rows: number }> {
  const { manifest, sections, rows } = parseBackup(text);
  const sql = createClient(ownerUrl, { max: 1, statementTimeoutMs: 0, idleInTransactionTimeoutMs: 0 });
  try {
    await sql.begin(async (transaction) => {
      const tx = transaction as unknown as Sql;
      await mustFit(tx, manifest);
      await tx.unsafe("delete from hub; delete from feed_head");
      for (const { name, columns } of manifest.tables) {
        const into = await transaction.unsafe(`copy ${target({ name, columns })} from stdin`).writable();
        const done = new Promise<void>((resolve, reject) => into.on("finish", resolve).on("error", reject));
        Readable.from([sections.get(name) ?? Buffer.alloc(0)]).pipe(into);
        await done;
      }
    });
    return { manifest, rows };
  } finally {
    await sql.end({ timeout: 5 }).catch(() => {});
  }
}

async function mustFit(tx: Sql, manifest: Manifest): Promise<void> {
  const here = await describeSchema(tx, new Date(0));
  if (JSON.stringify(here.migrations) !== JSON.stringify(manifest.migrations))
    throw new StartupError(
      `The backup is of schema version ${manifest.migrations.length}, this Keysmith has ${here.migrations.length}: restore it with the Keysmith that wrote it, then upgrade.`,
    );
  if (JSON.stringify(here.tables) !== JSON.stringify(manifest.tables)) throw damaged();
  for (const { name } of here.tables) {
    if (name === "hub" || name === "feed_head" || name === "verifiers") continue;
    const [found] = await tx.unsafe(`select exists (select 1 from "${name}") as filled`);
    if (found?.filled)
      throw new StartupError("This hub is not empty: restore into a new data folder or a new database.");
  }
  const [gate] = await tx`select exists (select 1 from verifiers) as listed`;
  if (gate?.listed) await tx`delete from verifiers`;
}

/** Takes the text apart, and finds out whether all of it is there. */
export function parseBackup(text: Buffer): {
  manifest: Manifest;
  sections: Map<string, Buffer>;
  rows: number;
} {
  const lastLine = text.lastIndexOf("\n", text.length - 2) + 1;
  const body = text.subarray(0, lastLine);
  const end = json(text.subarray(lastLine)) as { rows?: number; sha256?: string } | null;
  if (end?.sha256 !== createHash("sha256").update(body).digest("hex")) throw damaged();
  let at = body.indexOf("\n") + 1;
  const manifest = json(body.subarray(0, at)) as Manifest | null;
  if (manifest?.keysmith !== 1) throw damaged();
  const sections = new Map<string, Buffer>();
  for (const { name } of manifest.tables) {
    const start = body.indexOf("\n", at) + 1;
    // At the beginning of a line only: a value may end in the same characters, escaped.
    const rowsEnd = body.indexOf(Buffer.from(`\n${endOfTable}`), start - 1) + 1;
    if ((json(body.subarray(at, start)) as { table?: string } | null)?.table !== name || rowsEnd === 0)
      throw damaged();
    sections.set(name, body.subarray(start, rowsEnd));
    at = rowsEnd + endOfTable.length;
  }
  return { manifest, sections, rows: end.rows ?? 0 };
}

function damaged(): StartupError {
  return new StartupError("This is no backup of Keysmith, or it is not whole: use another copy of it.");
}

function json(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString("utf8"));
  } catch {
    return null;
  }
}

function target({ name, columns }: { name: string; columns: string[] }): string {
  return `"${name}" (${columns.map((column) => `"${column}"`).join(", ")})`;
}
