import { createServer } from "node:http";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import * as library from "./index";
import type * as published from "./public";
import { ended, listening } from "./testing/front";
import { TOKEN, WireHub } from "./testing/wire-hub";
import { newKey, newSigner, type TestKey } from "./testing/workspace";

const signer = await newSigner();
let hub: WireHub;
let outpost: published.OutpostClient;
let key: TestKey;

beforeAll(async () => {
  hub = await new WireHub().open();
  key = newKey({
    kind: "personal",
    owner: { userId: "u1", email: "zoe@example.com", name: "Zoë", role: "developer" },
  });
  hub.keys = [key];
  hub.head = { signing_keys: [signer.published()] };
  outpost = library.createOutpost({ hub: hub.url, token: TOKEN });
});
afterAll(async () => {
  await outpost.close();
  await hub.close();
});

test("the types that are published are those of the code", () => {
  expectTypeOf<Pick<typeof library, keyof typeof library>>().toExtend<typeof published>();
});

test("what is no API's name is refused at once, as the command refuses it", () => {
  expect(() => library.createOutpost({ hub: hub.url, token: TOKEN, api: "Orders v1" })).toThrow(
    "api Orders v1 is no API's name: its page in the catalog says it, as in orders-v1.",
  );
});

test("so is a hub with a path, such as the issuer of tokens, and a key for a token", () => {
  const issuer = new URL("/w/acme", hub.url);
  expect(() => library.createOutpost({ hub: issuer, token: TOKEN })).toThrow(
    "hub has a path: give the hub's address alone, such as https://keys.example.com.",
  );
  expect(() =>
    library.createOutpost({ hub: "https://me:secret@keys.example.com/w/acme", token: TOKEN }),
  ).toThrow(/^hub is an address alone, without a name, password/);
  expect(() => library.createOutpost({ hub: hub.url, token: key.text })).toThrow(/^token is a key/);
});

test("a caller is known from whatever a framework calls a request", async () => {
  const authorization = `Bearer ${key.text}`;
  for (const request of [
    new Request("http://a/", { headers: { authorization } }),
    new Headers({ authorization }),
    { authorization },
    { Authorization: [authorization] },
    { headers: { "x-api-key": key.text } },
    { rawHeaders: ["X-Tenant-Api-Key", key.text] },
  ]) {
    const verified = await outpost.verify(request);
    expect(verified).toMatchObject({
      ok: true,
      identity: {
        auth: "key",
        workspace: "acme",
        keyId: key.record.keyId,
        kind: "personal",
        user: { id: "u1", name: "Zoë" },
      },
    });
  }
});

test("a token tells its payload and its end, and a refusal what to answer", async () => {
  const token = await signer.token(key, new Date(), { jti: "j1", payload: { user_id: "42" } });
  const verified = await outpost.verify({ authorization: `Bearer ${token}` }, { scopes: ["orders:read"] });
  expect(verified).toMatchObject({
    ok: true,
    identity: { auth: "token", tokenId: "j1", payload: { user_id: "42" } },
  });
  if (verified.ok) expect(verified.identity.expiresAt!.getTime()).toBeGreaterThan(Date.now());
  expect(
    await outpost.verify({ authorization: `Bearer ${token}` }, { scopes: ["orders:write"] }),
  ).toMatchObject({
    ok: false,
    status: 403,
    code: "insufficient_scope",
  });
  expect(await outpost.verify({})).toMatchObject({ ok: false, status: 401, code: "no_key" });
});

test("the guards let good callers on, with who they are, and answer all others", async () => {
  const seen: unknown[] = [];
  const guard = library.expressGuard(outpost, { scopes: ["orders:read"] });
  const server = createServer((request, response) => {
    void guard(request, response, () => {
      seen.push((request as { keysmith?: published.Identity }).keysmith?.keyId);
      response.end("in");
    });
  });
  const url = `http://127.0.0.1:${await listening(server)}/`;
  const app = new Hono<{ Variables: { keysmith: published.Identity } }>();
  app.use(library.honoGuard(outpost));
  app.get("/", (c) => c.text(c.get("keysmith").keyId));
  const GET = library.nextGuard(
    outpost,
    (_, identity, { params }: { params: string }) => new Response(identity.keyId + params),
  );

  const headers = { "x-api-key": key.text };
  expect(await (await fetch(url, { headers })).text()).toBe("in");
  expect(seen).toEqual([key.record.keyId]);
  expect(await (await app.request("/", { headers })).text()).toBe(key.record.keyId);
  expect(await (await GET(new Request("http://a/", { headers }), { params: "!" })).text()).toBe(
    `${key.record.keyId}!`,
  );

  const bad = { "x-api-key": newKey().text };
  for (const answer of [
    await fetch(url, { headers: bad }),
    await app.request("/", { headers: bad }),
    await GET(new Request("http://a/", { headers: bad }), { params: "" }),
  ]) {
    expect([answer.status, (await answer.json()).code]).toEqual([401, "invalid_key"]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  }
  expect(seen).toHaveLength(1);
  await ended(server);
});
