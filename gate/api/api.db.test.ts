import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { disableKey } from "@/lib/services/access-keys/disable";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { makeWorkspace } from "@/lib/services/testing/workspace";
import { openTeam, Team, type TestKey } from "../testing/open-gate";
import { promised } from "../testing/promised";
import { ROUTES } from "./routes";

let t: Awaited<ReturnType<typeof openTeam>>;
let manager: TestKey;
beforeAll(async () => {
  t = await openTeam();
  manager = await t.team.issue({
    scopes: [
      "keys:read",
      "keys:write",
      "key-sets:read",
      "key-sets:write",
      "signing-keys:write",
      "outposts:read",
      "outposts:write",
      "orders:write",
    ],
  });
});
afterAll(() => t.close());

const api = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  t.gate.call(method, path, { key: manager.text, body, headers });

/** What no scope allows to a program: the Owner's own key. */
async function ownersKey(): Promise<string> {
  const made = await t.team.run(createPersonal, { name: "Laptop", expiration: "30" });
  return made.secret!.reveal();
}

describe("a program does what the console does", () => {
  test("creates, reads, edits, disables, enables, regenerates, revokes and deletes a key [4-42]", async () => {
    const made = await api("POST", "/v1/keys", {
      name: "Orders",
      expiration: "30",
      environment: "production",
      scopes: ["orders:write"],
    });
    expect(made.status).toBe(201);
    promised("post", "/v1/keys", made.json);
    const { id, secret } = made.json;
    expect(await t.verify({ key: secret, scopes: ["orders:write"] })).toMatchObject({ valid: true });

    const one = await api("GET", `/v1/keys/${id}`);
    promised("get", "/v1/keys/{id}", one.json);
    expect(one.json).toMatchObject({
      id,
      name: "Orders",
      status: "active",
      created_by_label: expect.any(String),
    });
    expect(one.text).not.toContain(secret.slice(-30, -6));

    expect((await api("PATCH", `/v1/keys/${id}`, { name: "Orders app" })).json).toEqual({
      id,
      name: "Orders app",
      description: "",
    });
    const disabled = await api("POST", `/v1/keys/${id}/disable`);
    promised("post", "/v1/keys/{id}/disable", disabled.json);
    expect(disabled.json.receipt).toMatchObject({ reported: ["gate 1"], silent: [] });
    expect(await t.verify({ key: secret })).toMatchObject({ code: "suspended" });
    expect((await api("POST", `/v1/keys/${id}/disable`)).json).toMatchObject({
      status: 409,
      code: "key_already_disabled",
      detail: "The key is disabled already.",
    });
    expect((await api("POST", `/v1/keys/${id}/enable`)).status).toBe(200);

    const fresh = await api("POST", `/v1/keys/${id}/regenerate`, { expiration: "90" });
    promised("post", "/v1/keys/{id}/regenerate", fresh.json);
    expect(await t.verify({ key: secret })).toMatchObject({ code: "revoked" });
    expect(await t.verify({ key: fresh.json.secret })).toMatchObject({ code: "valid" });

    expect((await api("POST", `/v1/keys/${id}/revoke`, { reason: "leaked" })).json.receipt.silent).toEqual(
      [],
    );
    expect(await t.verify({ key: fresh.json.secret })).toMatchObject({ code: "revoked" });
    expect((await api("DELETE", `/v1/keys/${id}`)).status).toBe(200);
    expect((await api("GET", `/v1/keys/${id}`)).status).toBe(404);
  });

  test("lists with the console's filters, and is told of a filter that is none", async () => {
    const key = await t.team.issue({ environment: "staging", scopes: ["orders:read"] });
    await t.team.run(disableKey, { id: key.id });
    const page = await api(
      "GET",
      "/v1/keys?environment=staging&status=suspended,revoked&sort=last_used&size=50",
    );
    promised("get", "/v1/keys", page.json);
    expect(page.json).toMatchObject({ total: 1, keys: [{ id: key.id, status: "suspended" }] });
    for (const [search, field] of [
      ["status=nonsense", "status"],
      ["sort=lastUsed", "sort"],
      ["size=7", "size"],
      ["page=0", "page"],
      ["status=active&status=revoked", "status"],
      ["everything=1", "everything"],
    ]) {
      const reply = await api("GET", `/v1/keys?${search}`);
      expect([search, reply.status, Object.keys(reply.json.errors)]).toEqual([search, 400, [field]]);
    }
  });

  test("enrols, lists, resets and removes Outposts, and asks how far a change of a key has come to them", async () => {
    const does = async (method: string, path: string, body?: unknown) => {
      const { json } = await api(method, path, body);
      promised(method, path, json);
      return json;
    };
    const { id } = await does("POST", "/v1/outposts", { name: "Edge", environment: "production" });
    await does("POST", `/v1/outposts/${id}/reset`);
    const key = await t.team.issue();
    await t.team.run(disableKey, { id: key.id });
    await does("GET", `/v1/keys/${key.id}/delivery`);
    await does("POST", `/v1/keys/${key.id}/deliver-again`, { outpost_id: id });
    const renewed = await does("POST", `/v1/outposts/${id}/re-enrol`);
    expect(renewed).toMatchObject({ id, token: expect.any(String) });
    expect((await does("GET", "/v1/outposts")).outposts).toMatchObject([{ id, state: "unknown", api: null }]);
    await does("DELETE", `/v1/outposts/${id}`);
    expect((await does("GET", "/v1/outposts")).outposts).toEqual([]);
  });

  test("the same Idempotency-Key makes one key, whose secret is told once", async () => {
    const body = { name: "Once", expiration: "30", environment: "production" };
    const headers = { "Idempotency-Key": "deploy-2026-04-01" };
    const first = await api("POST", "/v1/keys", body, headers);
    const second = await api("POST", "/v1/keys", body, headers);
    expect(second.json).toEqual({ ...first.json, secret: null });
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await api("POST", "/v1/keys", { ...body, name: "Twice" }, headers)).toMatchObject({
      status: 422,
      json: { code: "idempotency_key_reused" },
    });
  });

  test("cannot make a key that may more than its maker", async () => {
    const body = { name: "More", expiration: "30", environment: "production", scopes: ["keys:verify"] };
    expect(await api("POST", "/v1/keys", body)).toMatchObject({
      status: 403,
      json: { code: "scope_not_held" },
    });
  });

  test("reads its own state from the database: a key that revokes itself is out with the next call", async () => {
    const own = await t.team.issue({ scopes: ["keys:read", "keys:write"] });
    const asSelf = (method: string, path: string, body?: unknown) =>
      t.gate.call(method, path, { key: own.text, body });
    expect((await asSelf("GET", `/v1/keys/${own.id}`)).status).toBe(200);
    await t.hub
      .sql`update key_versions set revoked_at = now(), revoke_reason = 'other' where key_id = ${own.id}`;
    expect((await asSelf("GET", `/v1/keys/${own.id}`)).status).toBe(401);
  });
});

describe("who may", () => {
  test.each(ROUTES.map((route) => [route.method.toUpperCase(), route.path] as const))(
    "%s %s: nobody without a key, nor with a bad one, nor without the scope",
    async (method, path) => {
      const address = path.replace("{id}", manager.id);
      const weak = await t.team.issue({ scopes: ["keys:verify"] });
      const gone = await t.team.issue({ scopes: ["keys:read", "keys:write"] });
      await t.team.run(revokeKey, { id: gone.id, reason: "other" });
      expect((await t.gate.call(method, address)).status).toBe(401);
      expect((await t.gate.call(method, address, { key: gone.text })).json.code).toBe("invalid_key");
      const reply = await t.gate.call(method, address, { key: weak.text });
      expect(reply).toMatchObject({ status: 403, json: { code: "insufficient_scope" } });
      expect(reply.json.detail).toMatch(
        /(keys|key-sets|signing-keys|outposts):(read|write|rotate)|personal key/,
      );
    },
  );

  test.each(
    ROUTES.filter((route) => route.path.includes("{id}")).map((route) => [route.method, route.path] as const),
  )("%s %s: what is another workspace's does not exist, and stays as it is [0-32]", async (method, path) => {
    const stranger = await new Team(await makeWorkspace(t.hub.db)).issue();
    const needed: Record<string, object> = {
      revoke: { reason: "leaked" },
      "add-member": { user_id: stranger.id },
      "remove-member": { user_id: stranger.id },
      "deliver-again": { outpost_id: stranger.id },
      "renew-key-set": { auth_type: "api_key" },
    };
    const fields = method === "patch" ? { name: "x" } : (needed[path.split("/").at(-1)!] ?? {});
    const reply = await t.gate.call(method.toUpperCase(), path.replace("{id}", stranger.id), {
      key: /personal-keys|organizations|groups|retrieve-credentials/.test(path)
        ? await ownersKey()
        : manager.text,
      body: method === "get" || method === "delete" ? undefined : fields,
    });
    expect(reply).toMatchObject({ status: 404, json: { code: "not_found" } });
    const [row] = await t.hub.sql`
        select v.revoked_at, k.name, k.deleted_at from key_versions v join keys k on k.id = v.key_id where k.id = ${stranger.id}`;
    expect(row).toEqual({ revoked_at: null, name: "Key with no scope", deleted_at: null });
  });
});

describe("what the wire can get wrong", () => {
  test("a body that is no JSON object, has a second id, or has the wrong type", async () => {
    const path = `/v1/keys/${manager.id}`;
    expect((await api("PATCH", path, "{")).status).toBe(400);
    expect((await api("PATCH", path, [])).json.errors).toEqual({ "": "The body must be a JSON object." });
    expect((await api("PATCH", path, { id: manager.id, name: "x" })).json.errors).toEqual({
      id: "The id stands in the path.",
    });
    expect((await api("PATCH", path, "name=x", { "content-type": "text/plain" })).status).toBe(415);
    expect((await api("PATCH", path, { name: "x".repeat(70_000) })).status).toBe(413);
    expect((await api("PATCH", path, { expiration: "never" })).json.errors.expiration).toContain(
      "cannot be changed",
    );
    expect((await api("GET", "/v1/keys/not-an-id")).json.errors).toEqual({ id: "That is not an id." });
  });

  test("an unknown path is a 404, another method a 405 that names those there are", async () => {
    expect((await api("GET", "/v1/nothing")).json).toMatchObject({ status: 404, code: "no_such_path" });
    const reply = await api("PUT", `/v1/keys/${manager.id}`);
    expect(reply.status).toBe(405);
    expect(reply.headers.get("allow")).toBe("GET, PATCH, DELETE");
    expect((await api("OPTIONS", "/v1/keys")).status).toBe(405);
    expect((await api("GET", "/v1//keys/%ZZ/..%2f")).status).toBe(404);
  });
});

test("the document describes every path, from the shapes that judge the calls", async () => {
  const document = (await t.gate.call("GET", "/v1/openapi.json")).json;
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths).sort()).toEqual(
    [...new Set([...ROUTES.map((route) => route.path), "/v1/keys/verify", "/v1/whoami"])].sort(),
  );
  const create = document.paths["/v1/keys"].post.requestBody.content["application/json"].schema;
  expect(create.required).toEqual(expect.arrayContaining(["name", "expiration", "environment"]));
  expect(create.properties.expiration.enum.sort()).toEqual(["30", "365", "90", "never"]);
});
