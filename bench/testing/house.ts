/** A database of its own with a workspace, and the gates that stand on it. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, createDb, type Sql } from "@/db/client";
import { createTestDatabase } from "@/db/testing/database";
import { startTestServer } from "@/db/testing/server";
import { createKey } from "@/lib/services/access-keys/create";
import { closeDatabase, provideDatabase } from "@/lib/services/database";
import { runCommand } from "@/lib/services/run-command";
import { provideSealingKeys } from "@/lib/services/sealing";
import { done, makeWorkspace, type TestWorkspace } from "@/lib/services/testing/workspace";
import { sealingKeys } from "@/server/child-environment";
import { type Instance, startInstance } from "./instance";

export interface MadeKey {
  id: string;
  text: string;
}

export interface House {
  workspace: TestWorkspace;
  gates: Instance[];
  /** As the role that may do everything: to kill backends and hold rows. */
  superuser: Sql;
  /** As the role that owns the tables: to fill them. */
  ownerUrl: string;
  /** A key, made by the command that the console runs. */
  key(scopes: string[], name?: string): Promise<MadeKey>;
  /** Starts a gate that has ended once more, under its name, on another port. */
  restart(name: string): Promise<Instance>;
  close(): Promise<void>;
}

/** Opens a house with gates of these names, or with whole hubs. The database waits for the disk, as it does in earnest. */
export async function openHouse(names: readonly string[], role: "gate" | "all" = "gate"): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-soak-"));
  const server = await startTestServer({ fsync: true });
  const database = await createTestDatabase();
  const pool = createDb(database.url);
  provideDatabase(pool);
  const workspace = await makeWorkspace(pool.db, ["orders:write"]);
  const superuser = createClient(databaseAt(server.superuserUrl, database.url), { max: 3 });
  const masterKey = randomBytes(32);
  provideSealingKeys(sealingKeys([{ version: 1, bytes: masterKey }]));
  const gates: Instance[] = [];
  async function close(): Promise<void> {
    await Promise.all(gates.map((gate) => gate.stop()));
    await superuser.end({ timeout: 1 });
    await closeDatabase();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const start = (name: string) =>
    startInstance({
      name,
      role,
      folder: join(folder, name),
      database: { url: database.url, ownerUrl: database.ownerUrl },
      env: { KEYSMITH_MASTER_KEY: masterKey.toString("base64") },
    });
  try {
    for (const name of names) gates.push(await start(name));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    workspace,
    gates,
    superuser,
    ownerUrl: database.ownerUrl,
    close,
    async restart(name) {
      const again = await start(name);
      gates[gates.findIndex((gate) => gate.name === name)] = again;
      return again;
    },
    async key(scopes, name = `Key for ${scopes.join(", ") || "nothing"}`) {
      const input = { name, environment: "production", scopes, expiration: "90" };
      const made = done(await runCommand(createKey, workspace.as(), input));
      return { id: made.id, text: made.secret!.reveal() };
    },
  };
}

/** The address of one URL's database, with another URL's role. */
export function databaseAt(url: string, other: string): string {
  const changed = new URL(url);
  changed.pathname = new URL(other).pathname;
  return changed.href;
}
