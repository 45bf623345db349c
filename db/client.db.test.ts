import { eq, inArray, sql } from "drizzle-orm";
import { bigint, boolean, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient, createDb } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("arrays, instants, numbers and JSON come back as they went in", async () => {
  const things = pgTable("things", {
    id: text("id").primaryKey(),
    scopes: text("scopes").array().notNull(),
    millis: timestamp("millis", { withTimezone: true, precision: 3 }),
    micros: timestamp("micros", { withTimezone: true, precision: 6 }),
    count: bigint("count", { mode: "number" }),
    extra: jsonb("extra"),
    good: boolean("good"),
  });
  const client = createClient(database.ownerUrl, { max: 1 });
  const db = drizzle(client);
  await client.unsafe(
    "create table things (id text primary key, scopes text[] not null, millis timestamptz(3), micros timestamptz(6), count bigint, extra jsonb, good boolean)",
  );
  const at = new Date("2026-02-03T04:05:06.789Z");
  const row = {
    id: "a",
    scopes: ["keys:read", 'with "quotes", a comma', "", "NULL", "{}"],
    millis: at,
    micros: at,
    count: 2 ** 40,
    extra: { list: [1, "two", null] },
    good: true,
  };
  await db.insert(things).values([row, { ...row, id: "b", scopes: [] }]);
  const rows = await db
    .select()
    .from(things)
    .where(inArray(things.id, ["a", "b"]))
    .orderBy(things.id);
  expect(rows).toEqual([row, { ...row, id: "b", scopes: [] }]);
  expect(await db.select({ id: things.id }).from(things).where(eq(things.millis, at))).toHaveLength(2);
  await client.end();
});

const connectionEnded = /CONNECTION_CLOSED|terminating connection|connection to the database closed/;

describe("a connection that dies", () => {
  test("in a transaction rejects it, ends neither the process nor the pool", async () => {
    const { sql: pool, end } = createDb(database.ownerUrl, { max: 2, connectTimeoutSeconds: 2 });
    const admin = createClient(database.ownerUrl, { max: 1 });
    const kill = (pid: number) => admin`select pg_terminate_backend(${pid})`;
    for (let round = 0; round < 5; round += 1) {
      const goesOn = pool.begin(async (tx) => {
        const [row] = await tx`select pg_backend_pid() as pid`;
        await kill(row?.pid);
        await new Promise((resolve) => setTimeout(resolve, 20));
        await tx`select 1`;
      });
      await expect(goesOn).rejects.toThrow(connectionEnded);
      const killedMidway = pool.begin(async (tx) => {
        const [row] = await tx`select pg_backend_pid() as pid`;
        setTimeout(() => kill(row?.pid).catch(() => {}), 10);
        await tx.savepoint((inner) => inner`select pg_sleep(5)`);
      });
      await expect(killedMidway).rejects.toThrow(connectionEnded);
      const returns = pool.begin(async (tx) => {
        const [row] = await tx`select pg_backend_pid() as pid`;
        await kill(row?.pid);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return "committed";
      });
      await expect(returns).rejects.toThrow(connectionEnded);
    }
    // The driver reports a connection's death once more to the first who uses its place; then all is well.
    for (let place = 0; place < 2; place += 1) await pool`select 1`.catch(() => {});
    for (let round = 0; round < 6; round += 1) expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
    await Promise.all([end(), admin.end()]);
  });

  test("with a write still buffered does not poison its place in the pool", async () => {
    const { sql: pool, end } = createDb(database.ownerUrl, { max: 1, connectTimeoutSeconds: 2 });
    const admin = createClient(database.ownerUrl, { max: 1 });
    const codes = new Set<string>();
    const outcome = (query: Promise<unknown>) =>
      query.then(
        () => "ok",
        (error) => error.code as string,
      );
    for (let round = 0; round < 15; round += 1) {
      const [row] = await pool`select pg_backend_pid() as pid`.catch(() => []);
      let died = row === undefined;
      if (row) void outcome(admin`select pg_terminate_backend(${row.pid})`);
      const outcomes: Promise<unknown>[] = [];
      while (!died) {
        // Just before Node looks for events: the write waits for the next round, the socket's end is in this one.
        await new Promise((resolve) => setImmediate(resolve));
        outcomes.push(
          outcome(pool`select 1`).then((code) => {
            codes.add(code);
            died ||= code !== "ok";
          }),
        );
      }
      await Promise.all(outcomes);
    }
    expect(codes).toContain("ok");
    expect(codes).not.toContain("CONNECT_TIMEOUT");
    await Promise.all([end(), admin.end()]);
  });
});

test("a statement, a lock and an idle transaction each have an end", async () => {
  const limited = createDb(database.ownerUrl, { max: 2, statementTimeoutMs: 300, lockTimeoutMs: 100 });
  await expect(limited.sql`select pg_sleep(5)`).rejects.toMatchObject({ code: "57014" });
  await limited.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(1)`;
    await expect(limited.sql`select pg_advisory_xact_lock(1)`).rejects.toMatchObject({ code: "55P03" });
  });
  const impatient = createDb(database.ownerUrl, { max: 1, idleInTransactionTimeoutMs: 200 });
  const idle = impatient.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await tx.execute(sql`select 1`);
  });
  await expect(idle).rejects.toThrow();
  await Promise.all([limited.end(), impatient.end()]);
});
