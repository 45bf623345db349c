import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDb, type Database } from "@/db/client";
import { closeSetup } from "@/db/queries/hub-setup";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { openHub } from "./hub-row";
import { prepareSecretsFolder } from "./secrets";
import { readSettings } from "./settings";

let data = "";
let database: TestDatabase;
let pool: Database;
const at = new Date("2026-01-02T03:04:05.678Z");

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "ks-hub-row-"));
  prepareSecretsFolder(data);
  database = await createTestDatabase();
  pool = createDb(database.url, { max: 4 });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  rmSync(data, { recursive: true, force: true });
});

const settings = (more: Record<string, string> = {}) => readSettings({ KEYSMITH_DATA: data, ...more });
const keyFile = () => join(data, "secrets", "master.key");
const otherKey = `v1:${Buffer.alloc(32, 9).toString("base64")}`;

describe("database and master key", () => {
  it("are made for each other at the first start, and found again with the same setup link", async () => {
    const first = await openHub(pool.db, settings(), at);
    const second = await openHub(pool.db, settings(), new Date(at.getTime() + 60_000));
    expect(first.setupLink).toMatch(/^http:\/\/localhost:3000\/setup#token=[0-9A-Za-z]{43}$/);
    expect(second).toEqual(first);
  });

  it("print no setup link once there is an owner", async () => {
    await openHub(pool.db, settings(), at);
    await pool.db.transaction((tx) => closeSetup(tx, at));
    expect((await openHub(pool.db, settings(), at)).setupLink).toBeNull();
  });

  it("refuse to start without the key, and make none in its place", async () => {
    await openHub(pool.db, settings(), at);
    rmSync(keyFile());
    await expect(openHub(pool.db, settings(), at)).rejects.toThrow(
      /^The master key is missing .*put the file back/,
    );
    expect(existsSync(keyFile())).toBe(false);
  });

  it("refuse to start with another key, and leave that as it is", async () => {
    await openHub(pool.db, settings(), at);
    const kept = readFileSync(keyFile(), "utf8");
    const wrong = settings({ KEYSMITH_MASTER_KEY: otherKey });
    await expect(openHub(pool.db, wrong, at)).rejects.toThrow(/is not the one of the database/);
    expect(readFileSync(keyFile(), "utf8")).toBe(kept);
    expect((await openHub(pool.db, settings(), at)).setupLink).not.toBeNull();
  });

  it("of two first starts at once on one folder both go on with the same key", async () => {
    const both = await Promise.all([openHub(pool.db, settings(), at), openHub(pool.db, settings(), at)]);
    expect(both[1]).toEqual(both[0]);
    expect(readdirSync(join(data, "secrets"))).toEqual(["master.key"]);
    expect(await openHub(pool.db, settings(), at)).toEqual(both[0]);
  });

  it("of two first starts at once one wins, and the other leaves no key of its own behind", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "ks-hub-row-"));
    prepareSecretsFolder(elsewhere);
    try {
      const both = [settings(), readSettings({ KEYSMITH_DATA: elsewhere })];
      const results = await Promise.allSettled(both.map((each) => openHub(pool.db, each, at)));
      expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
      const kept = both.map((each) => existsSync(each.masterKeyFile));
      expect(kept).toEqual(results.map((result) => result.status === "fulfilled"));
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
