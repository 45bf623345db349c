import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { events, feed, holds, keyVersions } from "@/db/schema";
import { createKey } from "@/lib/services/access-keys/create";
import { runCommand } from "@/lib/services/run-command";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { insertMany } from "./insert-many";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
let keyId: string;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
  const input = { name: "k", expiration: "365", environment: "production", scopes: [] };
  keyId = done(await runCommand(createKey, home.as(), input)).id;
});
afterAll(() => hub.close());

const now = new Date("2026-03-01T12:00:00.007Z");
const texts = [
  "",
  "null",
  "NULL",
  'it\'s "quoted" \\ and \\u0041, $1, {a,b}, [1]',
  "\\x4142",
  "one\ttwo\r\nthree\u007f\u2028",
  "Zoë, 鍵, 🔑, e\u0301",
  "half of one: \ud83d!",
];

type EventRow = typeof events.$inferSelect;
const event = (more: Partial<EventRow>): EventRow => ({
  workspaceId: home.id,
  seq: 1_000,
  at: now,
  type: "t",
  actorKind: "user",
  actorId: null,
  actorLabel: "a",
  via: "api",
  ip: null,
  userAgent: null,
  requestId: null,
  subjectKind: "key",
  subjectId: "s",
  subjectLabel: "l",
  before: null,
  after: null,
  hash: Buffer.alloc(0),
  ...more,
});

type VersionRow = typeof keyVersions.$inferSelect;
const version = (generation: number, more: Partial<VersionRow>): VersionRow => ({
  id: randomUUID(),
  workspaceId: home.id,
  keyId,
  generation,
  latest: false,
  prefix: "ks",
  publicId: `public${generation}`,
  digest: null,
  tail: "abcd",
  createdAt: now,
  activatedAt: now,
  expiresAt: null,
  rotatesAt: null,
  retiresAt: null,
  revokedAt: null,
  revokeReason: null,
  sealedSecret: null,
  revealOnce: false,
  revealedAt: null,
  madeBy: "schedule",
  ...more,
});

/** The rows of a table as PostgreSQL prints them, once something is inserted; it is taken back. */
async function written(table: PgTable, insert: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const taken = new Error("taken back");
  let rows: string[] = [];
  const attempt = hub.db.transaction(async (tx) => {
    await insert(tx);
    const found = await tx.execute<{ row: string }>(sql`select t::text as row from ${table} t order by 1`);
    rows = found.map(({ row }) => row);
    throw taken;
  });
  await expect(attempt).rejects.toBe(taken);
  return rows;
}

describe("rows are written as Drizzle's own insert writes them", () => {
  async function same<Table extends PgTable>(table: Table, rows: readonly Table["$inferSelect"][]) {
    const before = await written(table, async () => {});
    const theirs = await written(table, (tx) => tx.insert(table).values([...rows]));
    expect(theirs).toHaveLength(before.length + rows.length);
    expect(await written(table, (tx) => insertMany(tx, table, rows))).toEqual(theirs);
  }

  test("texts of every kind, and none", () =>
    same(
      events,
      texts.map((text, i) => event({ seq: 1_000 + i, actorLabel: text, userAgent: text, ip: null })),
    ));

  test("facts, with a null of JSON inside, and none", () => {
    const wellFormed = texts.filter((text) => text.isWellFormed());
    const facts = {
      ...{ texts: wellFormed, none: null, no: false, left: undefined, 'a "name"': [], deep: { at: now } },
      ...{ most: Number.MAX_SAFE_INTEGER, least: -0.1, tiny: 5e-324, huge: 1.7976931348623157e308 },
    };
    return same(events, [event({ before: facts }), event({ seq: 1_001, after: {} }), event({ seq: 1_002 })]);
  });

  test("the greatest numbers", () => same(events, [event({ seq: Number.MAX_SAFE_INTEGER })]));

  test("bytes of every value, none of them, and no bytes", () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    return same(keyVersions, [
      version(10, { digest: all }),
      version(11, { digest: Buffer.alloc(0) }),
      version(12, { digest: null }),
    ]);
  });

  test("instants to the millisecond, from the first year to the last", () => {
    const at = ["0001-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2026-03-29T01:30:00.001Z"];
    const dates = [...at, "9999-12-31T23:59:59.999Z"].map((text) => new Date(text));
    return same(
      keyVersions,
      dates.map((date, i) => version(10 + i, { createdAt: date, expiresAt: date, rotatesAt: date })),
    );
  });

  test("yes and no, and what has a default of its own", () =>
    same(keyVersions, [
      version(10, { revealOnce: true, madeBy: "created", sealedSecret: "v1.a.b" }),
      version(11, { revealOnce: false, madeBy: "rotated" }),
    ]));

  test("every other table that is written so", async () => {
    const of = { workspaceId: home.id, keyId, reason: "", actorLabel: "a", createdAt: now };
    await same(holds, [{ id: randomUUID(), source: "manual", ...of }]);
    const change = { workspaceId: home.id, kind: "key", subjectId: keyId, at: now };
    await same(feed, [{ revision: 1_000_000, ...change }]);
  });
});

test("more rows than one statement could have parameters for", async () => {
  const change = { workspaceId: home.id, kind: "key", subjectId: keyId, at: now };
  const rows = Array.from({ length: 14_000 }, (_, i) => ({ revision: 1_000_000 + i, ...change }));
  const before = await written(feed, async () => {});
  const after = await written(feed, (tx) => insertMany(tx, feed, rows));
  expect(after).toHaveLength(before.length + rows.length);
});

test("nothing stands in the transaction's way where there is no row", async () => {
  const before = await written(feed, async () => {});
  expect(await written(feed, (tx) => insertMany(tx, feed, []))).toEqual(before);
});

describe("what cannot be stored is refused, as by Drizzle's own insert", () => {
  test.each<[string, () => Partial<EventRow>]>([
    ["a text with a NUL", () => ({ actorLabel: "a\0b" })],
    ["facts with a NUL", () => ({ after: { text: "a\0b" } })],
    ["facts with half a character", () => ({ after: { text: "\ud83d" } })],
    ["an instant that is none", () => ({ at: new Date(Number.NaN) })],
    ["a number that is none", () => ({ seq: Number.NaN })],
  ])("%s", async (_, more) => {
    const rows = [event(more())];
    await expect(hub.db.transaction((tx) => tx.insert(events).values(rows))).rejects.toThrow();
    await expect(hub.db.transaction((tx) => insertMany(tx, events, rows))).rejects.toThrow();
  });

  test("a row that leaves a column to its default: it must name all of them", async () => {
    const { madeBy: _, ...row } = version(10, {});
    const rows = [row as VersionRow];
    await expect(hub.db.transaction((tx) => insertMany(tx, keyVersions, rows))).rejects.toThrow(
      /needs its made_by/,
    );
  });
});
