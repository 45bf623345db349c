import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb } from "@/db/client";
import { startEmbedded } from "@/db/embedded/start";
import { endHub, newFolder, postmasterPid, startHub, withClient } from "@/db/testing/embedded";

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
let shared: ReturnType<typeof newFolder>;
beforeAll(() => {
  shared = newFolder({ mode: 0o755 });
});
afterAll(() => shared.remove());

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a second start on the same folder is told, and the first goes on", async () => {
  const dataDir = join(shared.path, "data");
  const first = await startHub(dataDir);
  const second = await startHub(dataDir);
  expect(second.word.name).toBe("StartupError");
  expect(second.word.message).toContain(`Keysmith is already running on ${dataDir}`);
  const [code] =
    second.process.exitCode === null ? await once(second.process, "exit") : [second.process.exitCode];
  expect(code).toBe(1);
  expect(await withClient(first.word.runUrl ?? "", (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  expect(await endHub(first, "SIGTERM")).toBe(0);
});

test("two first starts at once: one runs, the other is told", async () => {
  const dataDir = join(shared.path, "at-once");
  const hubs = await Promise.all([startHub(dataDir), startHub(dataDir)]);
  const told = hubs.filter((hub) => hub.word.message?.includes("already running"));
  const running = hubs.filter((hub) => hub.word.runUrl);
  expect([running.length, told.length]).toEqual([1, 1]);
  expect(await withClient(running[0]?.word.runUrl ?? "", (sql) => sql`select 1 as one`)).toEqual([
    { one: 1 },
  ]);
  await Promise.all(hubs.map((hub) => endHub(hub, "SIGTERM")));
});

test("the server of a hub that was killed is adopted, and stopped by its new hub", async () => {
  const dataDir = join(shared.path, "data");
  const killed = await startHub(dataDir);
  await withClient(killed.word.ownerUrl ?? "", (sql) => sql.unsafe("create table kept (id int)"));
  const pid = postmasterPid(dataDir);
  await endHub(killed, "SIGKILL");
  expect(isRunning(pid)).toBe(true);
  const next = await startEmbedded({ dataDir, log: () => {} });
  expect(next.adopted).toBe(true);
  expect(postmasterPid(dataDir)).toBe(pid);
  expect(await withClient(next.ownerUrl, (sql) => sql`select count(*)::int as rows from kept`)).toEqual([
    { rows: 0 },
  ]);
  await next.stop();
  expect(isRunning(pid)).toBe(false);
});

test("a server that is killed under load is back by itself, time after time", async () => {
  const dataDir = join(shared.path, "data");
  const server = await startEmbedded({ dataDir, log: () => {} });
  const pool = createDb(server.runUrl, { max: 5 });
  for (let round = 0; round < 3; round += 1) {
    const load = Array.from({ length: 20 }, () => pool.sql`select pg_sleep(0.05)`.catch(() => {}));
    process.kill(postmasterPid(dataDir), "SIGKILL");
    const from = performance.now();
    await Promise.all(load);
    while (
      !(await pool.sql`select 1`.then(
        () => true,
        () => false,
      ))
    ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(performance.now() - from).toBeLessThan(10_000);
    }
  }
  await pool.end();
  const pid = postmasterPid(dataDir);
  await server.stop();
  expect(isRunning(pid)).toBe(false);
});

test.runIf(isRoot)("root goes on where an ordinary user began, and the other way round", async () => {
  const home = newFolder({ mode: 0o755, owner: nobody });
  const dataDir = join(home.path, "data");
  const ordinary = await startHub(dataDir, nobody);
  expect(ordinary.word.message).toBeUndefined();
  await endHub(ordinary, "SIGTERM");
  const root = await startHub(dataDir);
  expect(root.word.message).toBeUndefined();
  await endHub(root, "SIGTERM");
  const again = await startHub(dataDir, nobody);
  expect(again.word.message).toBeUndefined();
  await endHub(again, "SIGTERM");
  home.remove();
});

test.runIf(isRoot)("a folder that an ordinary user cannot write to is told", async () => {
  const home = newFolder({ mode: 0o755 });
  const { word } = await startHub(join(mkdtempSync(join(home.path, "closed-")), "data"), nobody);
  expect(word.message).toMatch(/^The data folder .* cannot be written to \(EACCES\): make it yours/);
  home.remove();
});
