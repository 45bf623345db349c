import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "@/bench/testing/instance";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { startTestServer, type TestServer } from "@/db/testing/server";
import { type Program, start, started, stopped } from "./testing/program";

let server: TestServer;
let database: TestDatabase;
let folder = "";
let running: Program[] = [];
const masterKey = `v1:${randomBytes(32).toString("base64")}`;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ks-roles-"));
  database = await createTestDatabase();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(stopped));
  rmSync(folder, { recursive: true, force: true });
});

async function instance(role: string): Promise<{ program: Program; url: string }> {
  const port = await freePort();
  const env = {
    PORT: String(port),
    KEYSMITH_ROLE: role,
    KEYSMITH_DATA: join(folder, role),
    KEYSMITH_GATE_NAME: role,
    KEYSMITH_MASTER_KEY: masterKey,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
  };
  const program = start({ env });
  running.push(program);
  return { program: await started(program), url: `http://127.0.0.1:${port}` };
}

const status = (url: string) =>
  fetch(url).then(
    (answer) => answer.status,
    () => "no answer",
  );

describe("one database, several instances", () => {
  it("a gate answers programs and shows no pages", async () => {
    const { url } = await instance("gate");
    expect([await status(`${url}/v1/whoami`), await status(`${url}/readyz`)]).toEqual([401, 200]);
    expect(await status(`${url}/sign-in`)).toBe(404);
  });

  it("a console shows pages, tells its health, and answers programs with 404", async () => {
    const { url } = await instance("console");
    expect([await status(`${url}/sign-in`), await status(`${url}/readyz`)]).toEqual([200, 200]);
    expect(await status(`${url}/v1/whoami`)).toBe(404);
  });

  it("a worker listens to nobody, and stops when it is told to", async () => {
    const { program, url } = await instance("worker");
    expect(await status(`${url}/healthz`)).toBe("no answer");
    expect(await stopped(program)).toBe(0);
  });

  it("all print the same setup link, with the one master key and no file of it", async () => {
    const link = (program: Program) => /token=([0-9A-Za-z]{43})/.exec(program.stdout())?.[1];
    const [gate, worker] = [await instance("gate"), await instance("worker")];
    expect(link(gate.program)).toBeTruthy();
    expect(link(worker.program)).toBe(link(gate.program));
    expect(existsSync(join(folder, "gate", "secrets", "master.key"))).toBe(false);
  });
});
