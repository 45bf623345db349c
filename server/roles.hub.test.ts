import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "@/bench/testing/free-port";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { startTestServer, type TestServer } from "@/db/testing/server";
import { Team } from "@/gate/testing/open-gate";
import { makeWorkspace, openTestHub } from "@/lib/services/testing/workspace";
import { firstPage, type Program, start, started, stopped, until } from "./testing/program";

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

async function instance(role: string, stored = database): Promise<{ program: Program; url: string }> {
  const port = await freePort();
  const env = {
    PORT: String(port),
    KEYSMITH_ROLE: role,
    KEYSMITH_DATA: join(folder, role),
    KEYSMITH_GATE_NAME: role,
    KEYSMITH_MASTER_KEY: masterKey,
    DATABASE_URL: stored.url,
    DATABASE_OWNER_URL: stored.ownerUrl,
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

  it("a gate that is told to stop tells first what it counts: exchanges that it refused, and calls", async () => {
    const hub = await openTestHub();
    const { program, url } = await instance("gate", hub);
    const { id, text } = await new Team(await makeWorkspace(hub.db)).issue();
    const refused = async () => {
      const headers = { authorization: `Bearer ${text}` };
      expect((await fetch(`${url}/v1/token`, { method: "POST", headers })).status).toBe(403);
    };
    const told = async () => {
      const rows = await hub.sql`
        select after from events where type = 'token.refused' and subject_id = ${id} order by seq`;
      return rows.map(({ after }) => after.refusals);
    };
    await refused();
    await until(async () => (await told()).length > 0, 5_000);
    for (let n = 0; n < 5; n++) await refused();
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(await told()).toEqual([1, 5]);
    const [counted] = await hub.sql`select sum(calls)::int as calls from usage where key_id = ${id}`;
    expect(counted).toEqual({ calls: 6 });
    await hub.close();
  });

  it("a console shows pages, tells its health, and answers programs with 404", async () => {
    const { url } = await instance("console");
    expect((await firstPage(url)).status).toBe(200);
    expect(await status(`${url}/readyz`)).toBe(200);
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
