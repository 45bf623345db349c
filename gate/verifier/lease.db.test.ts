import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createDb } from "@/db/client";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { provideDatabase } from "@/lib/services/database";
import { runCommand } from "@/lib/services/run-command";
import { openWire, type Wire } from "../testing/feed-proxy";
import { openGate, openTeam, type TestGate, type TestKey } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
let wire: Wire;
/** A second gate, whose way to the change feed can be disturbed. */
let far: TestGate;

beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());
beforeEach(async () => {
  wire = await openWire(t.hub.url);
  far = await openGate(wire.url, "gate 2");
});
afterEach(async () => {
  wire.mend();
  await far.close();
  wire.close();
});

const codeAt = async (gate: TestGate, key: TestKey) => {
  const reply = await gate.call("POST", "/v1/keys/verify", { key: t.verifier.text, body: { key: key.text } });
  return reply.status === 200 ? reply.json.code : reply.status;
};
const revoke = async (key: TestKey) => {
  const answer = await runCommand(revokeKey, t.team.workspace.as(), { id: key.id, reason: "leaked" });
  if (answer.kind !== "done") throw new Error(answer.kind);
  return answer.receipt!;
};
const feedHeld = async (gate: TestGate) => (await gate.gate.ready()).checks.feed;

test("a revocation is enforced by every gate at its acknowledgement, long before leases run out [4-19]", async () => {
  const elapsed: number[] = [];
  for (let round = 0; round < 20; round++) {
    const key = await t.team.issue();
    expect([await codeAt(t.gate, key), await codeAt(far, key)]).toEqual(["valid", "valid"]);
    const receipt = await revoke(key);
    expect(receipt).toMatchObject({ reported: ["gate 1", "gate 2"], silent: [] });
    elapsed.push(receipt.elapsedMs);
    expect([await codeAt(t.gate, key), await codeAt(far, key)]).toEqual(["revoked", "revoked"]);
  }
  // The middle one, since a busy machine may be late now and then.
  expect(elapsed.sort((a, b) => a - b)[10]).toBeLessThan(250);
});

test("a gate that is cut off from the feed asks the database before the acknowledgement, and is named", async () => {
  const key = await t.team.issue();
  const letThrough: number[] = [];
  let acknowledgedAt = Number.POSITIVE_INFINITY;
  let calling = true;
  const caller = (async () => {
    while (calling) {
      const startedAt = performance.now();
      if ((await codeAt(far, key)) === "valid") letThrough.push(startedAt);
    }
  })();
  await expect.poll(() => letThrough.length).toBeGreaterThan(0);
  wire.hold();
  const receipt = await revoke(key);
  acknowledgedAt = performance.now();
  expect(receipt).toMatchObject({ reported: ["gate 1"], silent: ["gate 2"] });
  await sleep(300);
  calling = false;
  await caller;
  expect(letThrough.filter((at) => at >= acknowledgedAt)).toEqual([]);
  expect(await feedHeld(far)).toBe(false);
});

test("a gate whose feed connections are killed is back on its lease within a second", async () => {
  const key = await t.team.issue();
  expect(await codeAt(far, key)).toBe("valid");
  wire.cut();
  await expect.poll(() => feedHeld(far), { timeout: 2_000 }).toBe(false);
  expect(await codeAt(far, key)).toBe("valid");
  wire.mend();
  await expect.poll(() => feedHeld(far), { timeout: 1_000 }).toBe(true);
  expect((await revoke(key)).reported).toContain("gate 2");
  expect(await codeAt(far, key)).toBe("revoked");
});

test("a gate that lost its place on the list forgets everything and takes a new one", async () => {
  const key = await t.team.issue();
  expect(await codeAt(far, key)).toBe("valid");
  await t.hub.sql`delete from verifiers where name = 'gate 2'`;
  await expect
    .poll(async () => (await t.hub.sql`select name from verifiers order by name`).map((row) => row.name))
    .toEqual(["gate 1", "gate 2"]);
  await expect.poll(() => feedHeld(far)).toBe(true);
  expect((await revoke(key)).reported).toEqual(["gate 1", "gate 2"]);
});

test("a gate that stops leaves the list, so that nobody waits for it", async () => {
  await far.gate.stop();
  const key = await t.team.issue();
  expect(await revoke(key)).toMatchObject({ reported: ["gate 1"], silent: [] });
});

test("a database that is away is a 503 with Retry-After at once, never a hang, and over when it is back", async () => {
  const known = await t.team.issue();
  const { hub } = t;
  const away = await openWire(hub.url);
  const third = await openGate(away.url, "gate 3");
  const near = createDb(away.url);
  provideDatabase(near);
  try {
    expect(await codeAt(third, known)).toBe("valid");
    for (const disturb of [away.cut, away.hold]) {
      disturb();
      await expect.poll(() => codeAt(third, known), { timeout: 4_000 }).toBe(503);
      const startedAt = performance.now();
      const reply = await third.call("GET", "/v1/whoami", { key: known.text });
      expect(performance.now() - startedAt).toBeLessThan(2_500);
      expect(reply).toMatchObject({ status: 503, json: { code: "unavailable" } });
      expect(reply.headers.get("retry-after")).toBe("1");
      expect((await third.call("GET", "/readyz")).status).toBe(503);
      expect((await third.call("GET", "/healthz")).status).toBe(200);
      away.mend();
      await expect.poll(() => codeAt(third, known), { timeout: 3_000 }).toBe("valid");
      await expect.poll(() => feedHeld(third), { timeout: 3_000 }).toBe(true);
      expect((await third.call("GET", "/readyz")).json).toEqual({
        ready: true,
        checks: { database: true, feed: true },
      });
    }
  } finally {
    away.mend();
    await third.close();
    provideDatabase({ db: hub.db, sql: hub.sql, end: () => hub.sql.end() });
    await near.end();
    away.close();
  }
});
