import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { Passport } from "../state/passport";
import { Records } from "../state/records";
import { Synced } from "../state/synced";
import { headOf, newKey } from "../testing/workspace";
import { HubRefusal } from "./hub";
import { Receipts } from "./receipts";
import { readHead, type SyncedRecord } from "./wire";

const rows = 901;

interface Told {
  api?: string | null;
  usage: { batch: number; rows: { calls: number }[]; callers: { calls: number }[] };
  requests: { allowed: number; denied: number };
}

const logged: string[] = [];

/** Receipts over so many keys, each called once from an address of its own; `post` sees what is told. */
function counted(
  post: (told: Told) => Promise<void>,
  { keys = rows, apis, api = null }: { keys?: number; apis?: string[]; api?: string | null } = {},
): Receipts {
  const synced = new Synced(readHead(headOf({ generation: 1, revision: 1 }, { apis })), new Records());
  const receipts = new Receipts({
    version: "1",
    api,
    post: (body) => post(body as Told),
    present: () => ({ wallMs: 1_000, monotonicMs: 1_000 }),
    synced: () => synced,
    place: () => synced.applied,
    skewMs: () => 0,
    canary: () => null,
    log: (level, what, facts) => logged.push(`${level} ${what} ${JSON.stringify(facts)}`),
  });
  for (let i = 0; i < keys; i++) {
    const record = { ...newKey().record, versionId: randomUUID(), digest: null } as SyncedRecord;
    const caller = { ip: `10.0.${i >> 8}.${i & 255}`, userAgent: null };
    receipts.count({ ok: true, passport: new Passport(record, null, "acme") }, caller, 0);
  }
  return receipts;
}
const calls = (list: { calls: number }[]) => list.reduce((sum, row) => sum + row.calls, 0);

test("of many keys a fifth is told at a time, and each of them once", async () => {
  const told: Told[] = [];
  const receipts = counted(async (receipt) => void told.push(receipt), { keys: 5_000 });
  await receipts.send();
  expect(told.reduce((sum, { usage }) => sum + calls(usage.rows), 0)).toBe(1_000);
  while (told.at(-1)!.usage.rows.length > 0) await receipts.send();
  expect(told.reduce((sum, { usage }) => sum + calls(usage.rows), 0)).toBe(5_000);
  expect(told.reduce((sum, { usage }) => sum + calls(usage.callers), 0)).toBe(5_000);
});

test("before an end everything that was counted is told, however few rows are left over", async () => {
  const told: Told[] = [];
  await counted(async (receipt) => void told.push(receipt)).sendRest();
  expect(told.reduce((sum, { usage }) => sum + calls(usage.rows), 0)).toBe(rows);
  expect(told.reduce((sum, { usage }) => sum + calls(usage.callers), 0)).toBe(rows);
  expect(told.reduce((sum, { requests }) => sum + requests.allowed, 0)).toBe(rows);
  expect(new Set(told.map(({ usage }) => usage.batch)).size).toBe(told.length);
});

test("before an end a batch that the hub does not understand keeps no other back", async () => {
  const told: Told[] = [];
  let refused = 0;
  const receipts = counted(async (receipt) => {
    if (told.length === 1 && refused === 0) {
      refused = calls(receipt.usage.rows);
      throw new HubRefusal(422);
    }
    told.push(receipt);
  });
  await receipts.sendRest();
  expect(refused).toBeGreaterThan(0);
  expect(told.reduce((sum, { usage }) => sum + calls(usage.rows), 0)).toBe(rows - refused);
});

test("what found no room while the hub was away is told to the log", async () => {
  const receipts = counted(async () => {}, { keys: 100_050 });
  await receipts.send();
  expect(logged.filter((line) => line.startsWith("warn"))).toEqual([
    'warn calls were not counted: too many waited for the hub {"calls":50}',
  ]);
});

test("before an end a hub that is away is tried once, and nothing is lost of it", async () => {
  const told: Told[] = [];
  let tries = 0;
  const receipts = counted(async (receipt) => {
    tries += 1;
    if (tries === 1) throw new Error("away");
    told.push(receipt);
  });
  await expect(receipts.sendRest()).rejects.toThrow("away");
  expect(tries).toBe(1);
  await receipts.sendRest();
  expect(told.reduce((sum, { usage }) => sum + calls(usage.rows), 0)).toBe(rows);
});

test("before an end a hub that goes away once it has refused a batch is not tried for ever", async () => {
  let tries = 0;
  const receipts = counted(
    async () => {
      tries += 1;
      throw tries === 1 ? new HubRefusal(400) : new Error("away");
    },
    { apis: ["orders-v1"], api: "orders-v1" },
  );
  await expect(receipts.sendRest()).rejects.toThrow("away");
  expect(tries).toBe(2);
});

test("a gate that is older than the one that told its APIs hears everything without them", async () => {
  const told: Told[] = [];
  const receipts = counted(
    async (receipt) => {
      if ("api" in receipt) throw new HubRefusal(400);
      told.push(receipt);
    },
    { apis: ["orders-v1"], api: "orders-v1" },
  );
  await receipts.sendRest();
  expect(told.reduce((sum, { usage }) => sum + calls(usage.rows), 0)).toBe(rows);
  expect(told.reduce((sum, { requests }) => sum + requests.allowed, 0)).toBe(rows);
});

test.each([
  ["a hub that tells its APIs hears for which it stands", ["orders-v1"], "orders-v1", "orders-v1"],
  ["and that it stands for none", [], null, null],
  ["a text that is no API's keeps no count back", [], `a\u0000${"b".repeat(500)}`, `a ${"b".repeat(138)}`],
  ["a hub that is older would not understand it", undefined, "orders-v1", undefined],
])("%s", async (_, apis, api, heard) => {
  const told: Told[] = [];
  await counted(async (receipt) => void told.push(receipt), { apis, api }).send();
  expect(told[0]!.api).toBe(heard);
  expect("api" in told[0]!).toBe(heard !== undefined);
});
