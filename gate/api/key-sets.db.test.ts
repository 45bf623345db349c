/** Key sets over HTTP: found, retrieved, moved, and what the gate says of their credentials after each step. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/people/actor";
import type { Role } from "@/lib/domain/people/roles";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { makeGroup, makeKeySetOf } from "@/lib/services/testing/catalog";
import { makeWorkspace } from "@/lib/services/testing/workspace";
import { openTeam, Team, type TestKey } from "../testing/open-gate";
import { promised } from "../testing/promised";

let t: Awaited<ReturnType<typeof openTeam>>;
let program: TestKey;
let owner: { text: string };
beforeAll(async () => {
  t = await openTeam();
  program = await t.team.issue({ scopes: ["key-sets:read", "key-sets:write"] });
  owner = await personalKey(t.team.workspace.owner);
});
afterAll(() => t.close());

type Person = Extract<Actor, { kind: "user" }>;
async function personalKey(person: Person) {
  const made = await t.team.run(createPersonal, { name: "Laptop", expiration: "30" }, person);
  return { text: made.secret!.reveal() };
}
async function member(role: Role) {
  const person = await t.team.workspace.member(role);
  return { person, key: await personalKey(person) };
}

const call = (method: string, path: string, body?: unknown, key: { text: string } = program) =>
  t.gate.call(method, path, { key: key.text, body });

/** Makes a call that shall succeed, and holds the answer to the shape that the document promises. */
async function does(method: string, path: string, body?: unknown, key: { text: string } = program) {
  const reply = await call(method, path, body, key);
  expect([method, path, reply.status < 300 || reply.text]).toEqual([method, path, true]);
  promised(method, path, reply.json);
  return reply.json;
}
const refusal = async (method: string, path: string, body?: unknown, key: { text: string } = program) => {
  const { status, json } = await call(method, path, body, key);
  return [status, json.code];
};
const retrieved = async (id: string, body: object = {}, key = owner) =>
  does("POST", `/v1/key-sets/${id}/retrieve-credentials`, body, key);
const verdict = async (secret: string, slug: string) =>
  (await t.verify({ key: secret, api: slug, environment: "production" })).code;

describe("a key set by calls", () => {
  test("[1-23] [1-34] its credentials are retrieved by a person's key, also while it is suspended, and each time is told", async () => {
    const { id, api } = await makeKeySetOf(t.team.workspace);
    const first = await retrieved(id);
    expect(first).toMatchObject({ auth_type: "api_key", environment: "production", once: false });
    expect(await verdict(first.secret, api.slug)).toBe("valid");
    await does("POST", `/v1/key-sets/${id}/suspend`, { reason: "Looked at" });
    expect((await retrieved(id)).secret).toBe(first.secret);
    expect(await refusal("POST", `/v1/key-sets/${id}/retrieve-credentials`)).toEqual([
      403,
      "insufficient_scope",
    ]);
    const [events] = await t.hub
      .sql`select count(*)::int as read from events where subject_id = ${id} and type = 'key-set.retrieved'`;
    expect(events!.read).toBe(2);
  });

  test("[1-32] [1-36] [1-51] suspended, activated and revoked, it is refused from the answer on, and let in again", async () => {
    const { id, api } = await makeKeySetOf(t.team.workspace);
    const { secret } = await retrieved(id);
    const suspended = await does("POST", `/v1/key-sets/${id}/suspend`, { reason: "Looked at" });
    expect(suspended.receipt).toMatchObject({ reported: ["gate 1"], silent: [] });
    expect(await verdict(secret, api.slug)).toBe("suspended");
    expect(await refusal("POST", `/v1/key-sets/${id}/suspend`)).toEqual([409, expect.any(String)]);
    await does("POST", `/v1/key-sets/${id}/activate`);
    await expect.poll(() => verdict(secret, api.slug)).toBe("valid");
    await does("POST", `/v1/key-sets/${id}/suspend`);
    expect((await does("POST", `/v1/key-sets/${id}/revoke`, { reason: "leaked" })).receipt.silent).toEqual(
      [],
    );
    expect(await verdict(secret, api.slug)).toBe("revoked");
    for (const move of ["activate", "regenerate"])
      expect((await refusal("POST", `/v1/key-sets/${id}/${move}`))[0]).toBe(409);
    const { status, milestones, moves } = await does("GET", `/v1/key-sets/${id}`);
    expect(status).toBe("revoked");
    expect(milestones.find(({ kind }: { kind: string }) => kind === "revocation").actual_at).toBeTruthy();
    expect(moves.enable).toBeTruthy();
  });

  test("[1-40] [1-41] [1-42] regenerated, the old key is revoked, the new one as suspended as it was, and LATEST alone can be", async () => {
    const { id, api } = await makeKeySetOf(t.team.workspace);
    const before = await retrieved(id);
    await does("POST", `/v1/key-sets/${id}/suspend`);
    const made = await does("POST", `/v1/key-sets/${id}/regenerate`, { version: 1 });
    expect(made.public_id).not.toBe(before.public_id);
    expect(await refusal("POST", `/v1/key-sets/${id}/regenerate`, { version: 1 })).toEqual([
      409,
      "version_not_latest",
    ]);
    const after = await retrieved(id);
    expect(await verdict(before.secret, api.slug)).toBe("revoked");
    expect(await verdict(after.secret, api.slug)).toBe("suspended");
    const { generations } = await does("GET", `/v1/key-sets/${id}`);
    expect(generations).toMatchObject([
      { generation: 2, latest: true, status: "suspended" },
      { generation: 1, latest: false, status: "revoked", retrieval: "secret_wiped" },
    ]);
  });

  test("[1-39] it is regenerated only where its policy allows it", async () => {
    const { id } = await makeKeySetOf(t.team.workspace, { policy: { manualRegeneration: false } });
    expect(await refusal("POST", `/v1/key-sets/${id}/regenerate`)).toEqual([409, "regeneration_not_allowed"]);
    expect((await does("GET", `/v1/key-sets/${id}`)).moves.regenerate).toBe("regeneration_not_allowed");
  });

  test("what is shown once is given to one of many who ask at one moment", async () => {
    const { id, api } = await makeKeySetOf(t.team.workspace, { policy: { retrievable: false } });
    const path = `/v1/key-sets/${id}/retrieve-credentials`;
    const replies = await Promise.all(Array.from({ length: 20 }, () => call("POST", path, {}, owner)));
    const given = replies.filter(({ status }) => status === 200);
    expect(given).toHaveLength(1);
    expect(given[0]!.json.once).toBe(true);
    expect(await verdict(given[0]!.json.secret, api.slug)).toBe("valid");
  });

  test("a repeated request is answered again without the secret", async () => {
    const { id } = await makeKeySetOf(t.team.workspace);
    const headers = { "idempotency-key": "retrieve-once-more" };
    const ask = () =>
      t.gate.call("POST", `/v1/key-sets/${id}/retrieve-credentials`, { key: owner.text, headers, body: {} });
    expect((await ask()).json.secret).toEqual(expect.any(String));
    expect((await ask()).json.secret).toBeNull();
  });

  test("it is renamed and found by every filter, and a filter that is none is told", async () => {
    const { id, api, application } = await makeKeySetOf(t.team.workspace, { authType: "basic" });
    await does("PATCH", `/v1/key-sets/${id}`, { name: "Nightly invoices" });
    const today = new Date().toISOString().slice(0, 10);
    for (const search of [
      "q=Nightly",
      `api=${api.id}&status=active&auth_type=basic&environment=production`,
      `application=${application.id}&created_from=${today}&created_to=${today}&sort=last_used&order=asc`,
    ])
      expect([search, (await does("GET", `/v1/key-sets?${search}`)).key_sets]).toMatchObject([
        search,
        [{ id, name: "Nightly invoices", apis: [{ slug: api.slug }] }],
      ]);
    expect((await does("GET", `/v1/key-sets?q=Nightly&auth_type=api_key`)).total).toBe(0);
    for (const search of ["sort=lastUsed", "created_from=soon", "status=on", "apis=x"])
      expect([search, (await call("GET", `/v1/key-sets?${search}`)).status]).toEqual([search, 400]);
  });
});

describe("each action is gated by role", () => {
  test("[1-25] [1-37] a Developer in their own groups, a Consumer who only retrieves, a Viewer who only reads", async () => {
    const { workspace } = t.team;
    const [developer, consumer, viewer] = [
      await member("developer"),
      await member("consumer"),
      await member("viewer"),
    ];
    const group = await makeGroup(workspace, developer.person, consumer.person);
    const ours = await makeKeySetOf(workspace, { application: { groupId: group.id } });
    const theirs = await makeKeySetOf(workspace);
    const asked = async (key: { text: string }, id: string) => ({
      read: (await call("GET", `/v1/key-sets/${id}`, undefined, key)).status,
      retrieve: (await call("POST", `/v1/key-sets/${id}/retrieve-credentials`, {}, key)).status,
      suspend: (await call("POST", `/v1/key-sets/${id}/suspend`, {}, key)).status,
      activate: (await call("POST", `/v1/key-sets/${id}/activate`, undefined, key)).status,
      regenerate: (await call("POST", `/v1/key-sets/${id}/regenerate`, {}, key)).status,
      revoke: (await call("POST", `/v1/key-sets/${id}/revoke`, { reason: "other" }, key)).status,
    });
    const nowhere = { read: 404, retrieve: 404, suspend: 404, activate: 404, regenerate: 404, revoke: 403 };
    const closed = { suspend: 403, activate: 403, regenerate: 403, revoke: 403 };
    expect(await asked(viewer.key, ours.id)).toEqual({ read: 200, retrieve: 403, ...closed });
    expect(await asked(consumer.key, ours.id)).toEqual({ read: 200, retrieve: 200, ...closed });
    expect(await asked(consumer.key, theirs.id)).toEqual({ ...nowhere, ...closed });
    expect(await asked(developer.key, theirs.id)).toEqual(nowhere);
    expect(await asked(developer.key, ours.id)).toEqual({
      read: 200,
      retrieve: 200,
      suspend: 200,
      activate: 200,
      regenerate: 200,
      revoke: 403,
    });
  });

  test("what belongs to another workspace does not exist here", async () => {
    const away = await new Team(await makeWorkspace(t.hub.db)).issue({
      scopes: ["key-sets:read", "key-sets:write"],
    });
    const { id } = await makeKeySetOf(t.team.workspace);
    expect((await call("GET", `/v1/key-sets/${id}`, undefined, away)).status).toBe(404);
    expect((await call("POST", `/v1/key-sets/${id}/revoke`, { reason: "other" }, away)).status).toBe(404);
    expect((await does("GET", "/v1/key-sets", undefined, away)).total).toBe(0);
  });
});
