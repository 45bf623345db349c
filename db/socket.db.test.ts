import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createClient, createDb } from "@/db/client";
import { startEmbedded } from "@/db/embedded/start";
import { newFolder, postmasterPid } from "@/db/testing/embedded";

let server: Server;
let greet: (socket: Socket) => void;
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on("error", () => {});
    greet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => server.close());

const url = () => `postgres://user:secret@127.0.0.1:${(server.address() as { port: number }).port}/database`;
const codeOf = async (to: string) => {
  const sql = createClient(to, { max: 1, connectTimeoutSeconds: 1 });
  try {
    return await sql`select 1`.then(
      () => "ok",
      (error) => error.code,
    );
  } finally {
    await sql.end({ timeout: 0 });
  }
};

test("a peer that closes without a word, or speaks another protocol, or says nothing, is an error in time", async () => {
  greet = (socket) => socket.destroy();
  expect(await codeOf(url())).toBe("ECONNRESET");
  greet = (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  expect(await codeOf(url())).toBe("ECONNRESET");
  greet = () => {};
  expect(await codeOf(url())).toBe("CONNECT_TIMEOUT");
});

test("every query settles while the server is killed again and again, and the pool is whole afterwards", async () => {
  const folder = newFolder({ mode: 0o755 });
  const embedded = await startEmbedded({ dataDir: folder.path, log: () => {}, settings: { fsync: "off" } });
  const pool = createDb(embedded.runUrl, { max: 4 });
  let working = true;
  const worker = async (transaction: boolean) => {
    while (working) {
      const work = transaction ? pool.sql.begin((tx) => tx`select 1`) : pool.sql`select pg_sleep(0.001)`;
      await work.catch(() => new Promise((resolve) => setTimeout(resolve, 0)));
    }
  };
  const workers = Array.from({ length: 12 }, (_, index) => worker(index % 2 === 0));
  for (let round = 0; round < 6; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    process.kill(postmasterPid(folder.path), "SIGKILL");
    while (!(await pool.sql`select 1`.catch(() => false))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  working = false;
  await Promise.all(workers);
  // Each of four has a connection to itself, where none is lost.
  const allAtOnce = () =>
    Promise.all(
      Array.from({ length: 4 }, async () => {
        const [row] = await pool.sql`select pg_backend_pid() as pid, pg_sleep(0.3)`;
        return row!.pid;
      }),
    );
  // A connection that the last kill cut may tell so only to whoever uses it next: each of four, once or twice.
  let pids: number[] | null = null;
  for (let tries = 0; pids === null && tries < 8; tries += 1) pids = await allAtOnce().catch(() => null);
  expect(new Set(pids).size).toBe(4);
  await pool.end();
  await embedded.stop();
  folder.remove();
});
