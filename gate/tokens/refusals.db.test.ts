import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { verifyChain } from "@/lib/services/audit/verify-chain";
import { runQuery } from "@/lib/services/run-query";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { done, makeWorkspace } from "@/lib/services/testing/workspace";
import { openGate, openTeam, quiet, Team, type TestKey } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
  await t.team.run(generateSigningKey, { bits: 2048 });
});
afterAll(() => t?.close());

const integration = () => t.team.issue({ scopes: ["tokens:exchange", "orders:write"] });
const exchange = (key: string, body: unknown = {}) => t.gate.call("POST", "/v1/token", { key, body });
const oauth = (key: TestKey, fields: Record<string, string> = {}, slug = t.team.workspace.slug) =>
  t.gate.call("POST", `/w/${slug}/oauth/token`, {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: key.publicId,
      client_secret: key.text,
      ...fields,
    }).toString(),
  });
/** What the audit log says of refused exchanges of a key: cause -> how many. */
const refusedOf = async (key: { id: string }) => {
  const rows = await t.hub.sql`
    select actor_label, subject_label, after from events
    where type = 'token.refused' and subject_id = ${key.id} order by seq`;
  return rows.map((row) => [row.after.cause, row.after.refusals]);
};
const settled = (key: { id: string }, all: unknown[]) =>
  expect.poll(() => refusedOf(key), { timeout: 4_000 }).toEqual(all);

test("a refused exchange of a known key stands in the audit log, with its cause", async () => {
  const revoked = await integration();
  await t.team.run(revokeKey, { id: revoked.id, reason: "leaked" });
  const disabled = await integration();
  await t.team.run(disableKey, { id: disabled.id });
  const poor = await t.team.issue({ scopes: ["orders:write"] });
  const good = await integration();
  expect((await exchange(revoked.text)).status).toBe(401);
  expect((await exchange(disabled.text)).status).toBe(401);
  expect((await exchange(poor.text)).status).toBe(403);
  expect((await exchange(good.text, { payload: { iss: "me" } })).status).toBe(400);
  expect((await exchange(good.text)).status).toBe(200);
  await settled(revoked, [["revoked", 1]]);
  await settled(disabled, [["suspended", 1]]);
  await settled(poor, [["insufficient_scope", 1]]);
  await settled(good, [["invalid_request", 1]]);
  const [event] = await t.hub.sql`
    select actor_kind, actor_label, subject_kind, subject_label, via, after from events
    where subject_id = ${revoked.id} and type = 'token.refused'`;
  expect(event).toMatchObject({
    actor_kind: "host",
    actor_label: "Gate gate 1",
    subject_kind: "key",
    subject_label: "Key with tokens:exchange, orders:write",
    after: { cause: "revoked", refusals: 1 },
  });
  expect(Date.parse(event!.after.firstAt)).toBeLessThanOrEqual(Date.parse(event!.after.lastAt));
  expect(done(await runQuery(verifyChain, t.team.workspace.as(), {}))).toMatchObject({ intact: true });
});

test("an OAuth client's refusals too, also of a key of another workspace", async () => {
  const key = await integration();
  expect((await oauth(key, { scope: "orders:read" })).json.error).toBe("invalid_scope");
  expect((await oauth(key, { grant_type: "password" })).json.error).toBe("unsupported_grant_type");
  const elsewhere = await makeWorkspace(t.hub.db);
  expect((await oauth(key, {}, elsewhere.slug)).status).toBe(401);
  const other = await integration();
  expect((await oauth({ ...key, publicId: other.publicId })).status).toBe(401);
  expect((await oauth(key)).status).toBe(200);
  const causes = async () => (await refusedOf(key)).map(([cause]) => cause).sort();
  await expect
    .poll(causes, { timeout: 4_000 })
    .toEqual(["invalid_scope", "unsupported_grant_type", "wrong_client_id", "wrong_workspace"]);
  const [row] = await t.hub.sql`
    select count(*)::int as n from events where type = 'token.refused' and workspace_id = ${elsewhere.id}`;
  expect(row).toEqual({ n: 0 });
});

test("a request that is not right stands there too, where the whole key was shown with it", async () => {
  const [noJson, noGrant] = [await integration(), await integration()];
  const asText = { key: noJson.text, headers: { "content-type": "text/plain" }, body: "x" };
  expect((await t.gate.call("POST", "/v1/token", asText)).status).toBe(415);
  expect((await oauth(noGrant, { grant_type: "" })).json.error).toBe("invalid_request");
  await settled(noJson, [["invalid_request", 1]]);
  await settled(noGrant, [["invalid_request", 1]]);
});

test("a workspace without a signing key has it in its log whose exchange failed for that", async () => {
  const other = new Team(await makeWorkspace(t.hub.db, ["orders:write"]));
  const key = await other.issue({ scopes: ["tokens:exchange"] });
  expect((await exchange(key.text)).status).toBe(422);
  await settled(key, [["no_signing_key", 1]]);
});

test("a flood of refusals of one key makes one event, and its number with the gate's end", async () => {
  const key = await integration();
  await t.team.run(revokeKey, { id: key.id, reason: "leaked" });
  const gate = await openGate(t.hub.url, "flooded");
  await gate.call("POST", "/v1/token", { key: key.text, body: {} });
  await settled(key, [["revoked", 1]]);
  await Promise.all(
    Array.from({ length: 60 }, () => gate.call("POST", "/v1/token", { key: key.text, body: {} })),
  );
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(await refusedOf(key)).toEqual([["revoked", 1]]);
  await gate.close();
  expect(await refusedOf(key)).toEqual([
    ["revoked", 1],
    ["revoked", 60],
  ]);
});

test("what has no known key behind it writes no line of the audit log, however much of it comes", async () => {
  const key = await integration();
  const gone = await integration();
  await t.team.run(deleteKey, { id: gone.id });
  const count = async () =>
    (await t.hub.sql`select count(*)::int as n from events where type = 'token.refused'`)[0]!.n;
  const before = await count();
  const wrong = `${key.text.slice(0, -12)}aaaaaaaaaaaa`;
  for (const text of [wrong, key.text.slice(0, -3), "nonsense", gone.text]) {
    for (let n = 0; n < 20; n++) expect((await exchange(text)).status).toBe(401);
    expect((await oauth({ ...key, text })).status).toBe(401);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(await count()).toBe(before);
});

test("a good key that asks too often, and a bad one from an address with too many, are told by their own causes", async () => {
  const limits = { badKeysPerMinute: 3, callsPerMinute: 4 };
  const gate = await openGate(t.hub.url, "strict", quiet, { limits });
  const [busy, revoked] = [await integration(), await integration()];
  await t.team.run(revokeKey, { id: revoked.id, reason: "leaked" });
  const tried = async (key: TestKey) => {
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++)
      statuses.push((await gate.call("POST", "/v1/token", { key: key.text, body: {} })).status);
    return new Set(statuses);
  };
  expect(await tried(busy)).toEqual(new Set([200, 429]));
  expect(await tried(revoked)).toEqual(new Set([401, 429]));
  await gate.close();
  const count = async (key: TestKey, cause: string) =>
    (await refusedOf(key)).filter(([why]) => why === cause).reduce((sum, [, n]) => sum + n, 0);
  expect(await count(busy, "too_many_calls")).toBeGreaterThan(0);
  expect(await count(revoked, "revoked")).toBe(8);
  expect(await count(revoked, "too_many_calls")).toBe(0);
});
