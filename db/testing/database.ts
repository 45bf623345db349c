import { randomBytes } from "node:crypto";
import { createClient } from "@/db/client";
import { databaseName, roles } from "@/db/embedded/credentials";

const variable = "KEYSMITH_TEST_SERVER";

export interface TestDatabase {
  /** As the role that owns. */
  ownerUrl: string;
  /** As the role that runs: what the program itself gets. */
  url: string;
  drop(): Promise<void>;
}

interface Urls {
  superuserUrl: string;
  ownerUrl: string;
  runUrl: string;
}

/** Remembers the server for this process and, through the environment, for those that it starts. */
export function announceTestServer({ superuserUrl, ownerUrl, runUrl }: Urls): void {
  process.env[variable] = JSON.stringify({ superuserUrl, ownerUrl, runUrl });
}

/** A fresh, migrated, empty database on the test server, in about 25 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asSuperuser(server, `create database ${name} template ${databaseName} owner ${roles.owner}`);
  return {
    ownerUrl: withDatabase(server.ownerUrl, name),
    url: withDatabase(server.runUrl, name),
    drop: () => asSuperuser(server, `drop database if exists ${name} with (force)`),
  };
}

function testServer(): Urls {
  const noted = process.env[variable];
  if (!noted)
    throw new Error("No test server runs: call startTestServer() first, or use the database project.");
  return JSON.parse(noted) as Urls;
}

async function asSuperuser({ superuserUrl }: Urls, statement: string): Promise<void> {
  const sql = createClient(superuserUrl, { max: 1, statementTimeoutMs: 60_000 });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
