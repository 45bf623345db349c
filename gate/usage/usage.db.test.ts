import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addUsage, type UsageBatch } from "@/db/queries/usage";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { openGate, openTeam, type TestKey } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());

const counted = async (key: TestKey) => {
  const rows = await t.hub.sql`
    select outcome, sum(calls)::int as calls from usage where key_id = ${key.id} group by 1 order by 1`;
  return Object.fromEntries(rows.map((row) => [row.outcome, row.calls]));
};

test("every call of a key is counted once, by its outcome and its caller, within two seconds", async () => {
  const key = await t.team.issue({ scopes: ["orders:read"] });
  const source = { ip: "198.51.100.7", user_agent: "orders/1.0 \u0000\ud800" };
  await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      t.verify({ key: key.text, source, ...(i % 5 === 0 && { scopes: ["orders:write"] }) }),
    ),
  );
  await t.gate.call("GET", "/v1/whoami", { key: key.text, headers: { "user-agent": "curl" } });
  await t.team.run(revokeKey, { id: key.id, reason: "other" });
  await t.verify({ key: key.text });
  await t.gate.call("GET", "/v1/whoami", { key: key.text, headers: { "user-agent": "curl" } });
  await expect
    .poll(() => counted(key), { timeout: 3_000 })
    .toEqual({ valid: 41, insufficient_scope: 10, revoked: 2 });
  const callers = await t.hub.sql`
    select ip, user_agent, calls::int from callers where key_id = ${key.id} order by calls desc`;
  expect([...callers]).toEqual([
    { ip: "198.51.100.7", user_agent: "orders/1.0  \ufffd", calls: 50 },
    { ip: "127.0.0.1", user_agent: "curl", calls: 2 },
  ]);
});

test("a key's first use shows within two seconds; to verify others is a use, but no call of its own", async () => {
  const caller = await t.team.issue({ scopes: ["keys:verify"] });
  const key = await t.team.issue();
  await t.verify({ key: key.text }, caller.text);
  const lastUsed = async (id: string) =>
    (await t.hub.sql`select last_used_at from keys where id = ${id}`)[0]!.last_used_at;
  await expect.poll(() => lastUsed(key.id), { timeout: 3_000 }).not.toBeNull();
  await expect.poll(() => lastUsed(caller.id), { timeout: 3_000 }).not.toBeNull();
  expect(await counted(caller)).toEqual({});
});

test("a refused call is counted, yet is no use of the key", async () => {
  const [refused, good] = [await t.team.issue(), await t.team.issue()];
  await t.team.run(revokeKey, { id: refused.id, reason: "other" });
  await t.verify({ key: refused.text });
  await t.verify({ key: good.text });
  const lastUsed = async (id: string) =>
    (await t.hub.sql`select last_used_at from keys where id = ${id}`)[0]!.last_used_at;
  await expect.poll(() => lastUsed(good.id), { timeout: 3_000 }).not.toBeNull();
  expect(await counted(refused)).toEqual({ revoked: 1 });
  expect(await lastUsed(refused.id)).toBeNull();
});

test("the last calls before a stop are counted", async () => {
  const key = await t.team.issue();
  const second = await openGate(t.hub.url, "gate 2");
  for (let i = 0; i < 7; i++) {
    await second.call("POST", "/v1/keys/verify", { key: t.verifier.text, body: { key: key.text } });
  }
  await second.close();
  expect(await counted(key)).toEqual({ valid: 7 });
});

test("a batch that is sent again, because its commit was in doubt, counts once", async () => {
  const key = await t.team.issue();
  const signingKeyId = randomUUID();
  const row = { workspaceId: t.team.workspace.id as string, keyId: key.id, versionId: randomUUID() };
  const batch = (number: number): UsageBatch => ({
    verifierId: "00000000-0000-4000-8000-000000000001",
    number,
    atMs: 1,
    usage: [{ ...row, hourMs: 3_600_000, outcome: "valid", calls: 3, lastAtMs: 3_600_001 }],
    callers: [{ ...row, ip: "a", userAgent: "b", calls: 3, firstAtMs: 3_600_000, lastAtMs: 3_600_001 }],
    tokens: [{ ...row, signingKeyId, endsMinuteMs: 60_000, tokens: 5 }],
  });
  await addUsage(t.hub.db, batch(1));
  await Promise.all([addUsage(t.hub.db, batch(1)), addUsage(t.hub.db, batch(1))]);
  expect(await counted(key)).toEqual({ valid: 3 });
  const { usage, ...second } = batch(2);
  await addUsage(t.hub.db, { ...second, usage: [...usage, ...usage] });
  expect(await counted(key)).toEqual({ valid: 9 });
  const [caller] = await t.hub.sql`select calls::int as calls from callers where key_id = ${key.id}`;
  expect(caller).toEqual({ calls: 6 });
  const ledger = await t.hub
    .sql`select extract(epoch from ends_minute)::int as ends, tokens from token_ledger where key_id = ${key.id}`;
  expect([...ledger]).toEqual([{ ends: 60, tokens: 10 }]);
});
