import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "@/bench/testing/free-port";
import { createTestDatabase } from "@/db/testing/database";
import { startTestServer } from "@/db/testing/server";
import {
  asRoot,
  copyOfProgram,
  endProcessesOf,
  firstPage,
  ORDINARY_UID,
  type Program,
  processesOf,
  start,
  started,
  stopped,
  until,
} from "./testing/program";

let folder = "";
let data = "";
let port = 0;
let running: Program[] = [];

beforeEach(async () => {
  // Closed to others, as a home is.
  folder = mkdtempSync(join(tmpdir(), "ks-start-"));
  data = join(folder, "data");
  port = await freePort();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map(stopped));
  endProcessesOf(data);
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

function hub(env: Record<string, string> = {}, uid?: number): Program {
  const program = start({ env: { PORT: String(port), KEYSMITH_DATA: data, ...env }, uid });
  running.push(program);
  return program;
}

/** What a start that fails must be: one sentence on stderr, nothing on stdout, exit code 1, nothing left running. */
async function refusal(program: Program): Promise<string> {
  expect(await program.ended).toBe(1);
  expect(program.stdout()).toBe("");
  expect(program.stderr().trimEnd()).toMatch(/^[A-Z][^\n]*\.$/);
  return program.stderr().trimEnd();
}

const linkIn = (program: Program) => /\S+\/setup#token=[0-9A-Za-z]{43}/.exec(program.stdout())?.[0];
const keyFile = () => join(data, "secrets", "master.key");
const health = (at = port) =>
  fetch(`http://127.0.0.1:${at}/readyz`).then(
    (answer) => answer.status,
    () => 0,
  );

describe("a start", () => {
  it("prints one box, leaves nothing running after Ctrl-C, and finds its data again", async () => {
    const first = await started(hub());
    expect(first.stdout()).toContain(`http://localhost:${port}`);
    expect(first.stdout()).toContain(`PostgreSQL of its own, in ${data}/postgres`);
    expect(first.stdout().match(/Keysmith is running/g)).toHaveLength(1);
    expect(first.stderr()).toBe("");
    expect(await health()).toBe(200);
    for (const name of readdirSync(join(data, "secrets")))
      expect(statSync(join(data, "secrets", name)).mode & 0o777).toBe(0o600);
    expect(await stopped(first)).toBe(0);
    await until(() => first.stdout().endsWith("Stopped.\n"), 1_000);
    expect(processesOf(data)).toEqual([]);
    expect(existsSync(join(data, "postgres", "postmaster.pid"))).toBe(false);
    const second = await started(hub());
    expect(linkIn(first)).toBeTruthy();
    expect(linkIn(second)).toBe(linkIn(first));
  });

  it("is ready once its pages are there, not before", async () => {
    hub();
    await until(async () => (await health()) === 200, 60_000);
    expect((await fetch(`http://127.0.0.1:${port}/sign-in`)).status).toBe(200);
  });

  it("shows pages with a policy of their own, and 404 for what is not there", async () => {
    await started(hub());
    const page = await firstPage(`http://127.0.0.1:${port}`);
    const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(
      page.headers.get("content-security-policy") ?? "",
    )?.[1];
    expect(page.status).toBe(200);
    const scripts = (await page.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect((await fetch(`http://127.0.0.1:${port}/no/such/page`)).status).toBe(404);
  });

  it("works as an ordinary user", async () => {
    if (asRoot) {
      chmodSync(folder, 0o711);
      mkdirSync(data);
      chownSync(data, ORDINARY_UID, ORDINARY_UID);
    }
    await started(hub({}, asRoot ? ORDINARY_UID : undefined));
    expect(await health()).toBe(200);
  });

  it("works below a home that is closed to others, from a copy of the program in there", async () => {
    const copy = copyOfProgram(join(folder, "keysmith"));
    const program = start({
      env: { PORT: String(port), KEYSMITH_DATA: data, KEYSMITH_ROLE: "gate" },
      file: copy,
    });
    running.push(program);
    await started(program);
    expect(await health()).toBe(200);
  });

  it("uses the database of DATABASE_URL, and starts none of its own", async () => {
    const server = await startTestServer();
    const database = await createTestDatabase();
    try {
      const program = await started(hub({ DATABASE_URL: database.ownerUrl }));
      expect(await health()).toBe(200);
      expect(program.stdout()).toMatch(/Database +PostgreSQL at /);
      expect(program.stdout()).not.toContain(new URL(database.ownerUrl).password);
      expect(existsSync(join(data, "postgres"))).toBe(false);
      await stopped(program);
    } finally {
      await server.stop();
    }
  });
});

describe("a start that cannot be says why in one sentence, and damages nothing", () => {
  let taken: Server | undefined;
  afterEach(() => void taken?.close());

  it("where the port is taken", async () => {
    taken = createServer().listen(port, "0.0.0.0");
    await until(() => taken!.listening, 1_000);
    expect(await refusal(hub())).toMatch(new RegExp(`^Port ${port} is taken.*set PORT to a free one\\.$`));
    expect(existsSync(data)).toBe(false);
  });

  it("where another hub runs on the data folder", async () => {
    await started(hub());
    const other = hub({ PORT: String(await freePort()) });
    expect(await refusal(other)).toMatch(/^Keysmith is already running on .*stop it first/);
    expect(await health()).toBe(200);
  });

  it("where the data folder cannot be written to", async () => {
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o555 });
    chmodSync(folder, 0o711);
    const program = hub({ KEYSMITH_DATA: join(closed, "data") }, asRoot ? ORDINARY_UID : undefined);
    expect(await refusal(program)).toMatch(
      /^The data folder .* cannot be written to \(EACCES\): make it yours/,
    );
  });

  it("where a file is in the place of the data folder", async () => {
    expect(await refusal(hub({ KEYSMITH_DATA: "/dev/null" }))).toMatch(/cannot be written to/);
  });

  it("where DATABASE_URL leads nowhere, without telling its password", async () => {
    const DATABASE_URL = `postgres://me:hunter22@127.0.0.1:${await freePort()}/keys`;
    const sentence = await refusal(hub({ DATABASE_URL }));
    expect(sentence).toMatch(
      /^The database at 127\.0\.0\.1:\d+\/keys cannot be reached \(ECONNREFUSED\): start it/,
    );
    expect(sentence).not.toContain("hunter22");
  });

  it("where DATABASE_URL has a wrong password, or names no database", async () => {
    const server = await startTestServer();
    try {
      const database = await createTestDatabase();
      const wrong = new URL(database.ownerUrl);
      wrong.password = "hunter22";
      expect(await refusal(hub({ DATABASE_URL: wrong.href }))).toMatch(
        /refuses user and password: correct DATABASE_URL/,
      );
      const none = new URL(database.ownerUrl);
      none.pathname = "/none";
      expect(await refusal(hub({ DATABASE_URL: none.href }))).toMatch(
        /no such database: create it, or correct/,
      );
    } finally {
      await server.stop();
    }
  });

  it("where the master key is missing over existing data", async () => {
    const first = await started(hub());
    await stopped(first);
    renameSync(keyFile(), join(folder, "kept"));
    expect(await refusal(hub())).toMatch(/^The master key is missing .*put the file back from your backup/);
    expect(existsSync(keyFile())).toBe(false);
    expect(processesOf(data)).toEqual([]);
    renameSync(join(folder, "kept"), keyFile());
    expect(linkIn(await started(hub()))).toBe(linkIn(first));
  });

  it("where the master key is another one than the data's", async () => {
    const first = await started(hub());
    await stopped(first);
    const KEYSMITH_MASTER_KEY = `v1:${Buffer.alloc(32, 1).toString("base64")}`;
    expect(await refusal(hub({ KEYSMITH_MASTER_KEY }))).toMatch(
      /^The master key \(KEYSMITH_MASTER_KEY\) is not the one/,
    );
    expect(linkIn(await started(hub()))).toBe(linkIn(first));
  });

  it("where a setting is wrong", async () => {
    expect(await refusal(hub({ KEYSMITH_ROLE: "gates" }))).toMatch(/^KEYSMITH_ROLE must be one of/);
    expect(existsSync(data)).toBe(false);
  });
});

describe("a hub in trouble", () => {
  /** Nothing is promised of when these come, only that they do: the console yields to everything else on the machine. */
  const comesMs = 60_000;
  const consoleOf = () => processesOf(data).find(({ command }) => command.includes("console.js"));

  it("that is stopped while it starts leaves nothing running", async () => {
    const program = hub();
    await until(() => existsSync(join(data, "postgres", "postmaster.pid")), 20_000);
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    await until(() => program.stdout().endsWith("Stopped.\n"), 1_000);
    expect(processesOf(data)).toEqual([]);
  });

  it("that is killed takes its console with it, and its next start adopts what is left", async () => {
    const first = await started(hub());
    first.child.kill("SIGKILL");
    await first.ended;
    await until(() => consoleOf() === undefined, comesMs);
    expect(processesOf(data).length).toBeGreaterThan(0);
    const second = await started(hub());
    expect(linkIn(second)).toBe(linkIn(first));
    expect(await stopped(second)).toBe(0);
    expect(processesOf(data)).toEqual([]);
  });

  it("that is killed while its console starts takes it with it as well", async () => {
    const program = hub();
    await until(() => consoleOf() !== undefined, 30_000);
    program.child.kill("SIGKILL");
    await program.ended;
    await until(() => consoleOf() === undefined, comesMs);
  });

  it("whose console is killed says so on its pages, goes on answering programs, and brings the console back", async () => {
    await started(hub());
    const page = () => fetch(`http://127.0.0.1:${port}/sign-in`);
    process.kill(consoleOf()!.pid, "SIGKILL");
    let away: Response | undefined;
    await until(async () => {
      const answer = await page();
      if (answer.status === 503) away = answer;
      return answer.status === 503;
    }, comesMs);
    expect(away!.headers.get("retry-after")).toBe("3");
    expect(await away!.text()).toContain("Keys are being checked as always");
    const verified = await fetch(`http://127.0.0.1:${port}/v1/whoami`);
    expect(verified.status).toBe(401);
    // A page finds nobody behind its socket a moment before the hub hears that the process has ended.
    let told: { checks: { console: boolean } };
    await until(async () => {
      told = await (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
      return !told.checks.console;
    }, comesMs);
    expect(told!).toMatchObject({ ready: true, checks: { database: true, console: false } });
    await until(async () => (await page()).status === 200, comesMs);
  });
});
