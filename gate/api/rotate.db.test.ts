/** Rotation as programs meet it: which of the two secrets the gate lets through, at which moment. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rotateKey } from "@/lib/services/access-keys/rotate";
import { runCommand } from "@/lib/services/run-command";
import { done } from "@/lib/services/testing/workspace";
import { openTeam, type TestKey } from "../testing/open-gate";
import { promised } from "../testing/promised";

let t: Awaited<ReturnType<typeof openTeam>>;
let manager: TestKey;
beforeAll(async () => {
  t = await openTeam();
  manager = await t.team.issue({ scopes: ["keys:read", "keys:write", "orders:write"] });
});
afterAll(() => t.close());

const as = (key: string, method: string, path: string, body?: unknown) =>
  t.gate.call(method, path, { key, body });
const api = (path: string, body?: unknown) => as(manager.text, "POST", path, body);
const whoami = async (key: string) => (await as(key, "GET", "/v1/whoami")).status;

/** What verify and whoami say of a key. */
async function said(key: string) {
  return [(await t.verify({ key })).code, await whoami(key)];
}
const good = ["valid", 200];
const refused = ["revoked", 401];

async function rotated(body?: object) {
  const key = await t.team.issue({ scopes: ["orders:write"] });
  const answer = await api(`/v1/keys/${key.id}/rotate`, body);
  expect(answer.status).toBe(200);
  return { id: key.id, old: key.text, fresh: answer.json.secret as string, answer: answer.json };
}

describe("while the overlap runs", () => {
  test("both secrets are good at verify and at whoami, and each says which version it is [2-09] [4-38]", async () => {
    const { id, old, fresh, answer } = await rotated({ overlap: 24 });
    promised("post", "/v1/keys/{id}/rotate", answer);
    expect(await said(old)).toEqual(good);
    expect(await said(fresh)).toEqual(good);
    expect((await as(old, "GET", "/v1/whoami")).json).toMatchObject({
      id,
      version: 1,
      expires_at: answer.previous.retires_at,
    });
    expect((await as(fresh, "GET", "/v1/whoami")).json).toMatchObject({ id, version: 2 });
  });

  test("a second rotation is refused with the reason, and one without a body has an overlap of 7 days", async () => {
    const before = Date.now();
    const { id, answer } = await rotated();
    const retiresAt = Date.parse(answer.previous.retires_at);
    expect(retiresAt - before).toBeGreaterThanOrEqual(7 * 86_400_000);
    expect(retiresAt - Date.now()).toBeLessThanOrEqual(7 * 86_400_000);
    expect((await api(`/v1/keys/${id}/rotate`)).json).toMatchObject({ status: 409, code: "key_in_overlap" });
  });

  test("until-ended, a new expiration, and what is neither hours nor that", async () => {
    const { answer } = await rotated({ overlap: "until-ended", expiration: "365" });
    expect(answer.previous.retires_at).toBeNull();
    expect(Date.parse(answer.expires_at) - Date.now()).toBeGreaterThan(364 * 86_400_000);
    for (const overlap of [0, 721, "7d"])
      expect((await api(`/v1/keys/${manager.id}/rotate`, { overlap })).json.errors.overlap).toContain("720");
  });
});

test("the old secret is refused right after its overlap was ended; the new one stays [4-16] [2-08]", async () => {
  const { id, old, fresh } = await rotated({ overlap: "until-ended" });
  expect([await said(old), await said(fresh)]).toEqual([good, good]);
  const ended = await api(`/v1/keys/${id}/end-overlap`);
  promised("post", "/v1/keys/{id}/end-overlap", ended.json);
  expect(ended.json.receipt).toMatchObject({ reported: ["gate 1"], silent: [] });
  expect([await said(old), await said(fresh)]).toEqual([refused, good]);
  expect((await api(`/v1/keys/${id}/end-overlap`)).json).toMatchObject({ code: "key_not_in_overlap" });
  expect((await api(`/v1/keys/${id}/roll-back`)).json).toMatchObject({ code: "key_not_in_overlap" });
});

test("the new secret is refused right after a roll back; the old one stays, without an end [2-10]", async () => {
  const { id, old, fresh } = await rotated({ overlap: 1 });
  expect([await said(old), await said(fresh)]).toEqual([good, good]);
  const back = await api(`/v1/keys/${id}/roll-back`);
  promised("post", "/v1/keys/{id}/roll-back", back.json);
  expect(back.json.receipt).toMatchObject({ reported: ["gate 1"], silent: [] });
  expect([await said(old), await said(fresh)]).toEqual([good, refused]);
  const { json } = await as(manager.text, "GET", `/v1/keys/${id}`);
  expect(
    json.versions.map((one: { latest: boolean; retires_at: null }) => [one.latest, one.retires_at]),
  ).toEqual([
    [false, null],
    [true, null],
  ]);
});

test("the old secret is refused from the instant at which it retires, by a gate that had let it through before [4-41]", async () => {
  // Rotated almost an hour ago, with an overlap of an hour.
  const rotatedAt = new Date(Date.now() - 3_600_000 + 6_000);
  const { id, text: old } = await t.team.issue({ scopes: ["orders:write"], now: rotatedAt });
  const answer = await runCommand(rotateKey, t.team.workspace.as(undefined, rotatedAt), { id, overlap: 1 });
  const { secret, previous } = done(answer);
  const fresh = secret!.reveal();
  expect([await said(old), await said(fresh)]).toEqual([good, good]);
  await new Promise((resolve) => setTimeout(resolve, Date.parse(previous.retiresAt!) - Date.now() + 5));
  expect([await said(old), await said(fresh)]).toEqual([refused, good]);
});

describe("a key that rotates itself", () => {
  test("needs the scope keys:rotate and no other, and is answered its own new secret", async () => {
    const own = await t.team.issue({ scopes: ["keys:rotate"] });
    const answer = await as(own.text, "POST", "/v1/keys/self/rotate");
    expect(answer.status).toBe(200);
    promised("post", "/v1/keys/self/rotate", answer.json);
    expect(answer.json.id).toBe(own.id);
    const end = Date.parse(answer.json.previous.retires_at) - Date.now();
    expect(end).toBeGreaterThan(23.9 * 3_600_000);
    expect(end).toBeLessThanOrEqual(24 * 3_600_000);
    expect([await said(own.text), await said(answer.json.secret)]).toEqual([good, good]);
    expect((await as(answer.json.secret, "POST", "/v1/keys/self/rotate")).json).toMatchObject({
      code: "key_in_overlap",
    });
  });

  test("rotates no other key, and does not choose how long it lives", async () => {
    const own = await t.team.issue({ scopes: ["keys:rotate"] });
    const other = await t.team.issue();
    expect(await as(own.text, "POST", `/v1/keys/${other.id}/rotate`)).toMatchObject({
      status: 403,
      json: { code: "insufficient_scope" },
    });
    expect((await as(own.text, "POST", `/v1/keys/${own.id}/roll-back`)).status).toBe(403);
    for (const body of [
      { id: other.id },
      { expiration: "never" },
      { overlap: "until-ended" },
      { overlap: 0 },
    ])
      expect((await as(own.text, "POST", "/v1/keys/self/rotate", body)).status).toBe(400);
    expect(await said(other.text)).toEqual(good);
  });

  test("by another method is told the one that there is, once", async () => {
    const reply = await as(manager.text, "PUT", "/v1/keys/self/rotate");
    expect(reply.headers.get("allow")).toBe("POST");
  });
});
