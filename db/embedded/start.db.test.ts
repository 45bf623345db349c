import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbedded } from "@/db/embedded/start";
import { newFolder, withClient } from "@/db/testing/embedded";

const isRoot = process.getuid?.() === 0;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function folder(...args: Parameters<typeof newFolder>): string {
  const made = newFolder(...args);
  cleanups.push(made.remove);
  return made.path;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir, log: () => {} });
  cleanups.push(server.stop);
  return server;
}

const refusal = (dataDir: string) =>
  startEmbedded({ dataDir, log: () => {} }).then(
    async (server) => {
      await server.stop();
      return "started";
    },
    (error: Error) => `${error.name}: ${error.message}`,
  );

test("a first start makes a database with checksums, fsync, no port, and two roles without power", async () => {
  const server = await start(folder({ mode: 0o755 }));
  const settings = await withClient(server.superuserUrl, async (sql) => {
    const [row] =
      await sql`select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
      current_setting('listen_addresses') as addresses, current_setting('password_encryption') as passwords`;
    return row;
  });
  expect(settings).toEqual({ checksums: "on", fsync: "on", addresses: "", passwords: "scram-sha-256" });
  for (const url of [server.ownerUrl, server.runUrl]) {
    const [role] = await withClient(
      url,
      (sql) => sql`
      select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user`,
    );
    expect(role).toEqual({ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false });
  }
  await expect(withClient(server.runUrl, (sql) => sql`create table mine (id int)`)).rejects.toThrow(
    "permission",
  );
  expect(statSync(server.socketDir).mode & 0o777).toBe(0o700);
  await expect(
    withClient(server.runUrl.replace(/:[^:@]+@/, ":wrong@"), (sql) => sql`select 1`),
  ).rejects.toThrow();
});

test("a second start, after a stop, finds what was written", async () => {
  const dataDir = join(folder({ mode: 0o755 }), "deep", "data");
  const first = await startEmbedded({ dataDir, log: () => {} });
  await withClient(first.ownerUrl, (sql) =>
    sql.unsafe("create table kept (id int); insert into kept values (7)"),
  );
  await first.stop();
  expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  const second = await start(dataDir);
  expect(second.adopted).toBe(false);
  expect(await withClient(second.ownerUrl, (sql) => sql`select id from kept`)).toEqual([{ id: 7 }]);
});

test("a data folder whose path is too long for a socket works", async () => {
  const dataDir = join(folder({ mode: 0o755 }), "long".repeat(30), "path with 'quotes' and spaces");
  const server = await start(dataDir);
  expect(server.socketDir.startsWith(dataDir)).toBe(false);
  expect(statSync(server.socketDir).mode & 0o777).toBe(0o700);
  expect(await withClient(server.runUrl, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

test.runIf(isRoot)(
  "started by root, the server runs as somebody else, even below a closed home",
  async () => {
    const dataDir = join(folder({ mode: 0o700 }), "data");
    const server = await start(dataDir);
    const pid = Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
    expect(await withClient(server.runUrl, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  },
);

test("a database of another PostgreSQL version is left alone, with a sentence", async () => {
  const dataDir = folder({ mode: 0o755 });
  mkdirSync(join(dataDir, "postgres"));
  writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "15\n");
  writeFileSync(
    join(dataDir, "postgres-credentials.json"),
    JSON.stringify({ superuser: "a", owner: "b", runner: "c" }),
  );
  expect(await refusal(dataDir)).toMatch(/^StartupError: The database in .* was written by PostgreSQL 15/);
});

test("missing or foreign passwords beside a database are told, and nothing is made anew", async () => {
  const dataDir = folder({ mode: 0o755 });
  await (await startEmbedded({ dataDir, log: () => {} })).stop();
  const file = join(dataDir, "postgres-credentials.json");
  writeFileSync(file, JSON.stringify({ superuser: "a", owner: "b", runner: "c" }));
  expect(await refusal(dataDir)).toMatch(/^StartupError: The passwords in .* are not those of the database/);
  expect(existsSync(join(dataDir, "postgres", "postmaster.pid")), "a server left running").toBe(false);
  writeFileSync(file, "{");
  expect(await refusal(dataDir)).toMatch(/^StartupError: .* are damaged/);
});

test("a file where the data folder should be is told", async () => {
  const file = join(folder(), "data");
  writeFileSync(file, "");
  expect(await refusal(join(file, "inner"))).toMatch(
    /^StartupError: The data folder .* cannot be written to/,
  );
});
