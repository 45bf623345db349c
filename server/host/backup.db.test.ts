import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseBackup, readBackup } from "@/db/backup";
import { createClient } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { createKey } from "@/lib/services/access-keys/create";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { database } from "@/lib/services/database";
import { runCommand } from "@/lib/services/run-command";
import { fingerprinter } from "@/lib/services/testing/fingerprints";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { openHub } from "../hub-row";
import { prepareSecretsFolder } from "../secrets";
import { readSettings } from "../settings";
import { auditVerify } from "./audit-verify";
import { backup } from "./backup";
import { restore } from "./restore";

let folder = "";
let file = "";
let source: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
const others: TestDatabase[] = [];
const said: string[] = [];
const say = (line: string) => void said.push(line);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ks-backup-"));
  file = join(folder, "backup");
  source = await openTestHub();
  prepareSecretsFolder(folder);
  await openHub(database(), readSettings({ KEYSMITH_DATA: folder }), new Date());
  home = await makeWorkspace(source.db, ["orders:write"]);
  const odd = 'a tab\tand a backslash \\. \\N and {"json"} in 日本 👩‍👩‍👧';
  const input = { name: "Orders", description: odd, environment: "production", scopes: [], expiration: "90" };
  const made = done(await runCommand(createKey, home.as(), input));
  done(await runCommand(revokeKey, home.as(), { id: made.id, reason: "leaked" }));
  await backup(source.ownerUrl, file, say);
});
afterAll(async () => {
  await source.close();
  for (const other of others) await other.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function empty(): Promise<TestDatabase> {
  const made = await createTestDatabase();
  others.push(made);
  return made;
}

const settingsFor = (url: string, more: Record<string, string> = {}) =>
  readSettings({ KEYSMITH_DATA: folder, DATABASE_URL: url, ...more });

async function printsOf(url: string) {
  const sql = createClient(url, { max: 1 });
  try {
    return (await (await fingerprinter(sql, home.id))()).tables;
  } finally {
    await sql.end();
  }
}

describe("a backup", () => {
  it("comes to its end whatever the size of a table", async () => {
    const { ownerUrl } = await empty();
    const owner = createClient(ownerUrl, { max: 1 });
    for (const rows of [100, 200, 400, 800, 1_600]) {
      await owner`insert into diagnostics (id, at, cause)
        select ${rows} || '-' || n, '2026-01-01', repeat('x', 60) from generate_series(1, ${rows}::int) n`;
      expect(await backup(ownerUrl, join(folder, "sized"), say)).toBe(0);
    }
    await owner.end();
  });

  it("restored into an empty hub is the same in every row of every table", async () => {
    const target = await empty();
    expect(await restore(settingsFor(target.ownerUrl), file, say)).toBe(0);
    const prints = await printsOf(target.url);
    expect(prints).toEqual(await printsOf(source.url));
    expect(Object.keys(prints)).toEqual(expect.arrayContaining(["events", "keys", "hub", "feed_head"]));
  });

  it("tells a value that ends like a table from the end of the table", () => {
    const manifest = {
      keysmith: 1,
      migrations: [],
      tables: [
        { name: "one", columns: ["text"] },
        { name: "two", columns: [] },
      ],
    };
    const body = `${JSON.stringify(manifest)}\n{"table":"one"}\nfirst\\\\.\nsecond\n\\.\n{"table":"two"}\n\\.\n`;
    const end = { rows: 2, sha256: hash("sha256", body, "hex") };
    const { sections } = parseBackup(Buffer.from(`${body}${JSON.stringify(end)}\n`));
    expect([...sections].map(([, rows]) => rows.toString())).toEqual(["first\\\\.\nsecond\n", ""]);
  });

  it("can be read by its owner alone", () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is refused by a hub that is not empty, which stays as it is", async () => {
    const before = await printsOf(source.url);
    await expect(restore(settingsFor(source.ownerUrl), file, say)).rejects.toThrow(/^This hub is not empty/);
    expect(await printsOf(source.url)).toEqual(before);
  });

  it("is refused without its own master key, before anything is written", async () => {
    const target = await empty();
    const before = await printsOf(target.url);
    const KEYSMITH_MASTER_KEY = `v1:${Buffer.alloc(32, 3).toString("base64")}`;
    const wrong = settingsFor(target.ownerUrl, { KEYSMITH_MASTER_KEY });
    await expect(restore(wrong, file, say)).rejects.toThrow(/is not the one of this backup/);
    expect(await printsOf(target.url)).toEqual(before);
  });

  it.each([
    ["cut", (text: Buffer) => text.subarray(0, text.length - 40)],
    ["cut at a line", (text: Buffer) => text.subarray(0, text.lastIndexOf("\n", text.length - 2) + 1)],
    ["changed", (text: Buffer) => Buffer.from(text.toString("latin1").replace("Orders", "Others"), "latin1")],
    ["empty", () => Buffer.alloc(0)],
    ["something else", () => Buffer.from("hello\nthere\n")],
  ])("that is %s is refused", (_how, spoil) => {
    expect(() => parseBackup(spoil(readFileSync(file)))).toThrow(/not whole/);
  });

  it("of another schema is refused, with what to do", async () => {
    const target = await empty();
    const sql = createClient(target.ownerUrl, { max: 1 });
    await sql`update drizzle.__drizzle_migrations set hash = 'another' where id = 1`;
    await sql.end();
    await expect(readBackup(target.ownerUrl, readFileSync(file))).rejects.toThrow(
      /restore it with the Keysmith that wrote it/,
    );
  });

  it("leaves nothing half written where it cannot be written", async () => {
    const nowhere = join(folder, "none", "backup");
    await expect(backup(source.ownerUrl, nowhere, say)).rejects.toThrow(
      /cannot be written \(ENOENT\): choose another place/,
    );
  });
});

describe("audit verify", () => {
  it("says that a whole chain is whole", async () => {
    said.length = 0;
    expect(await auditVerify(home.slug, say)).toBe(true);
    expect(said).toEqual([`${home.slug}: 2 events, the chain is intact.`]);
  });

  it("finds an entry that was changed behind the hub's back", async () => {
    const superuser = createClient(source.ownerUrl.replace(/\/\/[^@]+@/, `//${credentialsOfSuperuser()}@`), {
      max: 1,
    });
    await superuser.unsafe(
      "set session_replication_role = replica; update events set actor_label = 'Somebody' where seq = 1",
    );
    await superuser.end();
    said.length = 0;
    expect(await auditVerify(null, say)).toBe(false);
    expect(said).toEqual([
      `${home.slug}: the chain is BROKEN at event 1: it has been changed since it was written.`,
    ]);
  });

  it("names a workspace that is not there", async () => {
    await expect(auditVerify("nobody", say)).rejects.toThrow(/no workspace nobody/);
  });
});

function credentialsOfSuperuser(): string {
  const { superuserUrl } = JSON.parse(process.env.KEYSMITH_TEST_SERVER ?? "{}");
  const { username, password } = new URL(superuserUrl);
  return `${username}:${password}`;
}
