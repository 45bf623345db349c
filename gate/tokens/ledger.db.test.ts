import { afterAll, beforeAll, expect, test } from "vitest";
import { readLiveTokens, type TokensOf } from "@/db/queries/token-ledger";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { enableKey } from "@/lib/services/access-keys/enable";
import { endOverlap } from "@/lib/services/access-keys/end-overlap";
import { regenerateKey } from "@/lib/services/access-keys/regenerate";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { rotateKey } from "@/lib/services/access-keys/rotate";
import { keyUsage } from "@/lib/services/access-keys/usage";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { openGate, openTeam, type TestKey } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
  await t.team.run(generateSigningKey, { bits: 2048 });
});
afterAll(() => t?.close());

const integration = (more: object = {}) =>
  t.team.issue({ scopes: ["tokens:exchange", "orders:write"], ...more });
const live = (of: TokensOf, now = new Date()) => readLiveTokens(t.hub.db, t.team.workspace.id, of, now);
const liveOf = (key: TestKey, now?: Date) => live({ keyIds: [key.id] }, now);
const counted = (key: TestKey, count: number) =>
  expect.poll(async () => (await liveOf(key)).count, { timeout: 4_000 }).toBe(count);
const usageOf = async (key: TestKey) => done(await runQuery(keyUsage, t.team.workspace.as(), { id: key.id }));
const paths: [string, (key: TestKey) => Promise<{ status: number; json: { expires_in: number } }>][] = [
  ["/v1/token", (key) => t.gate.call("POST", "/v1/token", { key: key.text, body: {} })],
  [
    "/agent-integrations-api/auth/token",
    (key) => t.gate.call("POST", "/agent-integrations-api/auth/token", { key: key.text, body: {} }),
  ],
  [
    "/w/{slug}/oauth/token",
    (key) =>
      t.gate.call("POST", `/w/${t.team.workspace.slug}/oauth/token`, {
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          authorization: `Basic ${btoa(`${key.publicId}:${key.text}`)}`,
        },
        body: "grant_type=client_credentials",
      }),
  ],
];

test.each(paths)("a token got at %s is counted, with its end", async (_path, exchange) => {
  const key = await integration();
  const { status, json } = await exchange(key);
  const endsAt = Date.now() + json.expires_in * 1_000;
  expect(status).toBe(200);
  await counted(key, 1);
  const { endBy } = await liveOf(key);
  expect(endBy!.getTime() - endsAt).toBeGreaterThanOrEqual(-2_000);
  expect(endBy!.getTime() - endsAt).toBeLessThanOrEqual(60_000);
  expect((await liveOf(key, new Date(endBy!.getTime() - 1))).count).toBe(1);
  expect(await liveOf(key, endBy!)).toEqual({ count: 0, endBy: null });
});

test("every token of a busy hour is counted once, over two gates, under its key and signing key", async () => {
  const [first, second] = [await integration(), await integration()];
  const other = await openGate(t.hub.url, "gate 2");
  const exchange = (n: number) =>
    (n % 2 ? t.gate : other).call("POST", "/v1/token", { key: (n % 3 ? first : second).text, body: {} });
  for (let round = 0; round < 10; round++) {
    const calls = Array.from({ length: 6 }, (_, n) => exchange(n));
    for (const { status } of await Promise.all(calls)) expect(status).toBe(200);
  }
  await other.close();
  await counted(first, 40);
  await counted(second, 20);
  expect((await live({ keyIds: [first.id, second.id] })).count).toBe(60);
  const [signing] = await t.hub.sql`
    select id from signing_keys where workspace_id = ${t.team.workspace.id} and retired_at is null`;
  expect((await live({ signingKeyId: signing!.id })).count).toBe((await live("all")).count);
});

test("a successful exchange is a call of its own kind, a use of the key, and is told with where it was", async () => {
  const key = await integration();
  await t.gate.call("POST", "/v1/token", { key: key.text, body: {} });
  await t.gate.call("POST", "/v1/token", { key: key.text, body: {} });
  await t.verify({ key: key.text });
  await t.verify({ key: key.text, scopes: ["orders:read"] });
  const outcomes = async () =>
    Object.fromEntries((await usageOf(key)).outcomes.map(({ outcome, calls }) => [outcome, calls]));
  await expect.poll(outcomes, { timeout: 4_000 }).toEqual({ exchanged: 2, valid: 1, insufficient_scope: 1 });
  const usage = await usageOf(key);
  expect(usage.days.at(-1)).toMatchObject({ allowed: 3, denied: 1 });
  expect(usage.risk).toBe("in-use");
  expect(usage.tokens.count).toBe(2);
  expect(usage.verifiers).toMatchObject([
    { kind: "gate", name: "gate 1", verified: 1, issued: 2, refused: 1 },
  ]);
});

test("tokens of a signing key that was replaced at once live no more", async () => {
  const key = await integration();
  await t.gate.call("POST", "/v1/token", { key: key.text, body: {} });
  await counted(key, 1);
  await t.team.run(rotateSigningKey, { bits: 2048 });
  expect(await liveOf(key)).toEqual({ count: 0, endBy: null });
  await t.gate.call("POST", "/v1/token", { key: key.text, body: {} });
  await counted(key, 1);
});

test("tokens of a withdrawn or disabled key live no more, of the key and of the signing key alike; enabled, they do", async () => {
  const keys = [await integration(), await integration(), await integration()] as const;
  const [revoked, deleted, disabled] = keys;
  const [signing] = await t.hub.sql`
    select id from signing_keys where workspace_id = ${t.team.workspace.id} and retired_at is null`;
  const signed = async () => (await live({ signingKeyId: signing!.id })).count;
  const before = await signed();
  for (const key of keys) {
    await t.gate.call("POST", "/v1/token", { key: key.text, body: {} });
    await counted(key, 1);
  }
  expect(await signed()).toBe(before + 3);
  await t.team.run(revokeKey, { id: revoked.id, reason: "other" });
  await t.team.run(deleteKey, { id: deleted.id });
  await t.team.run(disableKey, { id: disabled.id });
  for (const key of keys) expect(await liveOf(key)).toEqual({ count: 0, endBy: null });
  expect(await signed()).toBe(before);
  await t.team.run(enableKey, { id: disabled.id });
  expect((await liveOf(disabled)).count).toBe(1);
});

test("tokens of a secret live no more once it has ended: replaced at once, by whoever ends an overlap, or by the clock", async () => {
  const exchange = async (text: string) =>
    expect((await t.gate.call("POST", "/v1/token", { key: text, body: {} })).status).toBe(200);
  const rotated = async (key: TestKey) => {
    const { secret } = await t.team.run(rotateKey, { id: key.id, overlap: 1 });
    for (const text of [key.text, secret!.reveal()]) await exchange(text);
    await counted(key, 2);
  };
  const [regenerated, ended, retired] = [await integration(), await integration(), await integration()];
  await exchange(regenerated.text);
  await counted(regenerated, 1);
  await t.team.run(regenerateKey, { id: regenerated.id });
  expect(await liveOf(regenerated)).toEqual({ count: 0, endBy: null });
  await rotated(ended);
  await t.team.run(endOverlap, { id: ended.id });
  expect((await liveOf(ended)).count).toBe(1);
  await rotated(retired);
  await t.hub.sql`update key_versions set retires_at = now() where key_id = ${retired.id} and not latest`;
  expect((await liveOf(retired)).count).toBe(1);
});

test("a token of an OAuth 2 client's key set is counted too, and not while the key set is suspended", async () => {
  const { workspace } = t.team;
  const { id } = await makeKeySetOf(workspace, { authType: "oauth2_client_credentials" });
  const { secret } = done(await runCommand(retrieveKeySetCredentials, workspace.as(), { id }));
  const [version] = await t.hub.sql`select public_id from key_versions where key_id = ${id}`;
  const form = {
    grant_type: "client_credentials",
    client_id: version!.public_id,
    client_secret: secret!.reveal(),
  };
  const { status } = await t.gate.call("POST", `/w/${workspace.slug}/oauth/token`, {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  expect(status).toBe(200);
  const count = async () => (await live({ keyIds: [id] })).count;
  await expect.poll(count).toBe(1);
  await t.team.run(suspendKeySet, { id, reason: "" });
  expect(await count()).toBe(0);
});
