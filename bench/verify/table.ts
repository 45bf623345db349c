/** A database with so many keys, and a gate of its own on it. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, createDb, type Sql } from "@/db/client";
import { appendChanges } from "@/db/queries/feed";
import { createTestDatabase } from "@/db/testing/database";
import { makeWorkspace, type TestWorkspace } from "@/lib/services/testing/workspace";
import { databaseAt } from "../testing/house";
import { type Instance, startInstance } from "../testing/instance";
import { addKeys, addStrangers } from "./bulk-keys";
import { cpuOf } from "./core";
import { verifyCall } from "./make-keys";

export interface Table {
  name: string;
  gate: Instance;
  workspace: TestWorkspace;
  /** As the superuser. */
  sql: Sql;
  /** One call of verify for each key whose text is known. */
  calls: Buffer[];
  /** CPU time so far, in microseconds: of the gate, and of the database's work for it. */
  cpu(): Promise<{ gate: number; database: number }>;
  /** Makes the gate forget every key, and waits until it has. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a table of `known` keys that can be called, and `strangers` beside them. */
export async function openTable(
  superuserUrl: string,
  folder: string,
  { name, known, strangers }: { name: string; known: number; strangers: number },
): Promise<Table> {
  const database = await createTestDatabase();
  const pool = createDb(database.url);
  const workspace = await makeWorkspace(pool.db, ["orders:write"]);
  const sql = createClient(databaseAt(superuserUrl, database.url), { max: 2, statementTimeoutMs: 0 });
  await addStrangers(sql, workspace.id, strangers);
  const texts = await addKeys(sql, workspace.id, known);
  const [caller] = await addKeys(sql, workspace.id, 1, ["keys:verify"]);
  await sql.unsafe("vacuum analyze keys");
  await sql.unsafe("vacuum analyze key_versions");
  const gate = await startInstance({
    name,
    role: "gate",
    folder: join(folder, name),
    database: { url: database.url, ownerUrl: database.ownerUrl },
    env: { KEYSMITH_MASTER_KEY: randomBytes(32).toString("base64") },
  });
  const role = decodeURIComponent(new URL(database.url).username);
  return {
    name,
    gate,
    workspace,
    sql,
    calls: texts.map((text) => verifyCall(caller!, text)),
    async cpu() {
      const backends =
        await sql`select pid from pg_stat_activity where datname = current_database() and usename = ${role}`;
      const ofDatabase = backends.reduce((sum, row) => sum + cpuOf(Number(row.pid)), 0);
      return { gate: cpuOf(gate.pid), database: ofDatabase };
    },
    async forget() {
      const change = { kind: "workspace" as const, subjectId: workspace.id };
      const revision = await pool.db.transaction((tx) =>
        appendChanges(tx, workspace.id, [change], new Date()),
      );
      for (;;) {
        const [row] = await sql`select min(applied_revision)::int as applied from verifiers`;
        if (row!.applied >= revision) return;
        await sleep(20);
      }
    },
    async close() {
      await gate.stop();
      await pool.end();
      await sql.end({ timeout: 1 });
    },
  };
}
