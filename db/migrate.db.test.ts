import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { migrate } from "@/db/migrate";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { withClient } from "@/db/testing/embedded";

const journal = "drizzle.__drizzle_migrations";
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("instances that start at once take turns, and each migration is applied once", async () => {
  await withClient(database.ownerUrl, (sql) =>
    sql.unsafe("drop schema public cascade; drop schema drizzle cascade; create schema public"),
  );
  const runRole = new URL(database.url).username;
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, { runRole })));
  const [row] = await withClient(database.ownerUrl, (sql) =>
    sql.unsafe(`select count(*)::int as rows from ${journal}`),
  );
  expect(applied.sort((a, b) => a - b)).toEqual([0, 0, row?.rows]);
  expect(row?.rows).toBeGreaterThan(0);
});

test("the running role cannot rewrite the audit log, nor make or drop tables", async () => {
  const sql = createClient(database.url, { max: 1 });
  await sql`select count(*) from events`;
  await sql`update keys set name = name`;
  for (const statement of [
    "update events set workspace_id = workspace_id",
    "delete from events",
    "truncate events",
    "drop table events",
    "alter table events disable trigger all",
    "create table mine (id int)",
    `select * from ${journal}`,
  ]) {
    await expect(sql.unsafe(statement), statement).rejects.toThrow(/permission denied|must be owner/);
  }
  await sql.end();
});

test("a database that is newer than the program, or of another line, is refused and left alone", async () => {
  const extra = randomBytes(32).toString("hex");
  await withClient(database.ownerUrl, (sql) =>
    sql.unsafe(`insert into ${journal} (hash, created_at) values ('${extra}', 1)`),
  );
  await expect(migrate(database.ownerUrl)).rejects.toThrow(
    /this version of Keysmith knows .*: start the newer version/,
  );
  await withClient(database.ownerUrl, (sql) =>
    sql.unsafe(
      `delete from ${journal} where hash = '${extra}'; update ${journal} set hash = 'other' where id = 1`,
    ),
  );
  await expect(migrate(database.ownerUrl)).rejects.toThrow(/another line of Keysmith/);
});
