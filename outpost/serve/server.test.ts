import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Api, ended, listening, openFront, raw } from "../testing/front";
import { WireHub } from "../testing/wire-hub";
import { newKey, newSigner, OUTPOST_ID, type TestKey } from "../testing/workspace";

const signer = await newSigner();
let hub: WireHub;
let api: Api;
let front: Awaited<ReturnType<typeof openFront>>;
let auth: Awaited<ReturnType<typeof openFront>>;
let upstream: URL;
let key: TestKey;
let token: string;

beforeAll(async () => {
  hub = await new WireHub().open();
  api = new Api();
  upstream = new URL(`http://127.0.0.1:${await listening(api.server)}`);
  hub.head = { signing_keys: [signer.published()] };
  key = newKey();
  hub.keys = [key];
  front = await openFront(hub, { upstream, answerWithinMs: 500 });
  auth = await openFront(hub);
  token = await signer.token(key);
});
afterAll(async () => {
  await front.close();
  await auth.close();
  await ended(api.server);
  await hub.close();
});
beforeEach(() => {
  api.seen = [];
  api.behave = null;
});

/** As Java's client makes it with every request in clear text. */
const HTTP2_OFFER =
  "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQBAAAAAAIAAAAA\r\n";

const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const call = (path: string, init: RequestInit = {}) =>
  fetch(`${front.url}${path}`, { ...init, headers: { ...bearer(key.text), ...init.headers } });

describe("forward-auth", () => {
  const ask = (headers: Record<string, string>, query = "", method = "GET") =>
    fetch(`${auth.url}/_outpost/auth${query}`, { method, headers });

  test("answers 204 with who it is, to a key and to a token, whatever the method", async () => {
    for (const text of [key.text, token])
      for (const method of ["GET", "POST", "HEAD", "DELETE"]) {
        const answer = await ask(bearer(text), "", method);
        expect(answer.status).toBe(204);
        expect(answer.headers.get("x-keysmith-public-id")).toBe(key.record.publicId);
        expect(answer.headers.get("cache-control")).toBe("no-store");
      }
    for (const name of ["x-api-key", "x-tenant-api-key"])
      expect((await ask({ [name]: key.text })).status).toBe(204);
  });

  test("answers a proxy that hands on the caller's wish for a WebSocket as any other", async () => {
    const asked = (text: string, query = "") =>
      raw(
        auth.port,
        `GET /_outpost/auth${query} HTTP/1.1\r\nHost: a\r\nX-API-Key: ${text}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
    expect(await asked(key.text)).toMatch(/^HTTP\/1\.1 204 No Content\r\n[\s\S]*X-Keysmith-Key-Id: /);
    expect(await asked(newKey().text)).toMatch(/^HTTP\/1\.1 401 [\s\S]*"invalid_key"/);
    expect(await asked(key.text, "?scope=orders:burn")).toMatch(/^HTTP\/1\.1 403 /);
  });

  test("a connection that is kept hears what one that ends hears, for a name in any script too", async () => {
    const named = newKey({ name: "Über\r\nX-Keysmith-Kind: personal", scopes: [] });
    hub.put(named, {});
    for (const text of [key.text, token, named.text]) {
      const head = `GET /_outpost/auth HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${text}\r\n`;
      await expect.poll(() => raw(auth.port, `${head}Connection: close\r\n\r\n`)).toMatch(/ 204 /);
      const [ending, kept] = await Promise.all([
        raw(auth.port, `${head}Connection: close\r\n\r\n`),
        raw(auth.port, `${head}\r\n`, /\r\n\r\n/),
      ]);
      const told = (answer: string) =>
        answer.split("\r\n").filter((line) => !/^(Date|Connection|Keep-Alive):/.test(line));
      expect(told(kept)).toEqual(told(ending));
      expect(kept).toContain("\r\nKeep-Alive: timeout=65\r\n\r\n");
      expect(told(kept).filter((line) => line.startsWith("X-Keysmith-Kind:"))).toHaveLength(1);
    }
    hub.put(named, null);
    await expect.poll(async () => (await ask(bearer(named.text))).status).toBe(401);
  });

  test.each([
    [401, "no_key", {}],
    [401, "several_keys", { authorization: "Bearer a", "x-api-key": "b" }],
    [401, "malformed_key", { "x-api-key": "abc" }],
    [401, "invalid_key", { "x-api-key": newKey().text }],
    [401, "invalid_token", { authorization: "Bearer a.b.c" }],
  ])("answers %i %s", async (status, code, headers) => {
    const answer = await ask(headers as Record<string, string>);
    expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
    expect(answer.headers.has("www-authenticate")).toBe(
      "authorization" in headers && code !== "several_keys",
    );
    expect(answer.headers.has("x-keysmith-key-id")).toBe(false);
  });

  test("a key beside a token are two, and not called two keys", async () => {
    const answer = await ask({ authorization: "Bearer a.b.c", "x-api-key": key.text });
    const { detail } = (await answer.json()) as { detail: string };
    expect(detail).toBe("The request presents two different keys or tokens. Send one.");
  });

  test("tells who presents nothing of every way in", async () => {
    const { detail } = (await (await ask({})).json()) as { detail: string };
    for (const way of ["Bearer", "X-API-Key", "x-tenant-api-key", "Basic, with the public id as user name"])
      expect(detail).toContain(way);
  });

  test("tells the holder of a key set how it is presented, and nobody else", async () => {
    const set = newKey({ kind: "key_set", authType: "basic", apis: ["orders-v1"], scopes: [] });
    hub.keys = [key, set];
    const { head } = hub;
    hub.head = { ...head, outpost: { id: OUTPOST_ID, name: "edge", environment: "production" } };
    const gate = await openFront(hub);
    const answerTo = async (authorization: string) => {
      const answer = await fetch(`${gate.url}/_outpost/auth`, { headers: { authorization } });
      const { code, hint } = (await answer.json()) as { code: string; hint?: string };
      return [answer.status, code, hint];
    };
    try {
      const bearing = await answerTo(`Bearer ${set.text}`);
      expect(bearing).toEqual([401, "invalid_key", "present_as_basic"]);
      expect(await answerTo(`Bearer ${newKey().text}`)).toEqual([401, "invalid_key", undefined]);
    } finally {
      await gate.close();
      Object.assign(hub, { keys: [key], head });
    }
  });

  test("tells the holder of a key set that none is let in here, in the body and in a header, and nobody else", async () => {
    const set = newKey({ kind: "key_set", authType: "api_key", apis: ["orders-v1"], scopes: [] });
    hub.keys = [key, set];
    const { head } = hub;
    hub.head = {
      ...head,
      apis: ["orders-v1"],
      outpost: { id: OUTPOST_ID, name: "edge", environment: "production" },
    };
    const askAt = async (gate: Awaited<ReturnType<typeof openFront>>, text: string) => {
      const answer = await fetch(`${gate.url}/_outpost/auth`, { headers: bearer(text) });
      const { hint = null } = answer.status === 204 ? {} : ((await answer.json()) as { hint?: string });
      return [answer.status, hint, answer.headers.get("www-authenticate")] as const;
    };
    const [none, wrong, right] = [
      await openFront(hub),
      await openFront(hub, { api: "orders-v2" }),
      await openFront(hub, { api: "orders-v1" }),
    ];
    try {
      const [status, hint, challenge] = await askAt(none, set.text);
      expect([status, hint]).toEqual([401, "outpost_without_api"]);
      expect(challenge).toMatch(
        /^Bearer realm="keysmith", error="invalid_token", error_description="[ -!#-[\]-~]+--api[ -!#-[\]-~]+"$/,
      );
      expect((await askAt(wrong, set.text)).slice(0, 2)).toEqual([401, "outpost_api_unknown"]);
      expect((await askAt(right, set.text)).slice(0, 2)).toEqual([204, null]);
      for (const gate of [none, wrong, right]) {
        expect(await askAt(gate, newKey().text)).toEqual([
          401,
          null,
          'Bearer realm="keysmith", error="invalid_token"',
        ]);
        expect((await askAt(gate, key.text)).slice(0, 2)).toEqual([204, null]);
      }
      const health = async ({ url }: typeof none) => await (await fetch(`${url}/_outpost/health`)).json();
      expect([await health(none), await health(wrong), await health(right)]).toMatchObject([
        { ok: true, api: null, key_sets: "outpost_without_api" },
        { ok: true, api: "orders-v2", key_sets: "outpost_api_unknown" },
        { ok: true, api: "orders-v1", key_sets: "open" },
      ]);
    } finally {
      for (const gate of [none, wrong, right]) await gate.close();
      Object.assign(hub, { keys: [key], head });
    }
  });

  test("a refusal names the line of the log that tells why, and differs in nothing else from that of another bad key", async () => {
    const revoked = newKey({ revokedAt: new Date(0) });
    hub.keys = [key, revoked];
    const lines: Record<string, unknown>[] = [];
    const gate = await openFront(hub, { log: (level, _, facts) => lines.push({ level, ...facts }) });
    const refused = async (text: string) => {
      const answer = await fetch(`${gate.url}/_outpost/auth`, { headers: bearer(text) });
      const { request_id: id, ...body } = (await answer.json()) as { request_id: string };
      expect(answer.headers.get("x-request-id")).toBe(id);
      return { id, body, names: [...answer.headers.keys()] };
    };
    try {
      const [known, unknown] = [await refused(revoked.text), await refused(newKey().text)];
      expect(known).toEqual({ ...unknown, id: known.id });
      expect(known.id).not.toBe(unknown.id);
      const lineOf = ({ id }: typeof known) => lines.find(({ request_id }) => request_id === id);
      expect(lineOf(known)).toMatchObject({ cause: "revoked", public_id: revoked.record.publicId });
      expect(lineOf(unknown)).toMatchObject({ cause: "unknown" });
      expect(JSON.stringify(lines)).not.toContain(revoked.text.slice(-20));
    } finally {
      await gate.close();
      hub.keys = [key];
    }
    expect((await ask(bearer(newKey().text))).headers.has("x-request-id")).toBe(false);
  });

  test("asks for the scopes that the question names", async () => {
    expect((await ask(bearer(key.text), "?scope=orders:read")).status).toBe(204);
    for (const query of [
      "?scope=orders:write",
      "?scope=orders:read&scope=orders:write",
      "?scope=orders:read%20a:b",
    ])
      expect((await ask(bearer(token), query)).status).toBe(403);
  });

  test("tells anyone its health, and has no other paths", async () => {
    const health = await fetch(`${auth.url}/_outpost/health`);
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { ok: true, keys: 1, kids: [signer.kid] },
    ]);
    for (const path of ["/", "/_outpost", "/_outpost/", "/_outpost/authx", "/orders"])
      expect((await fetch(`${auth.url}${path}`, { headers: bearer(key.text) })).status).toBe(404);
  });
});

describe("the proxy", () => {
  test("passes on a good call whole, says who calls, and keeps the key to itself", async () => {
    const answer = await call("/orders?a=1&a=2", {
      method: "PUT",
      body: "grüße",
      headers: { "x-trace": "7" },
    });
    expect(answer.status).toBe(200);
    const { method, url, rawHeaders, body } = api.seen[0]!;
    expect([method, url, body]).toEqual(["PUT", "/orders?a=1&a=2", "grüße"]);
    const headers = new Headers(
      rawHeaders.flatMap((_, i) => (i % 2 ? [] : [[rawHeaders[i]!, rawHeaders[i + 1]!]])),
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      host: `127.0.0.1:${front.port}`,
      "x-trace": "7",
      "x-keysmith-key-id": key.record.keyId,
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
    });
    expect(JSON.stringify(rawHeaders)).not.toContain(key.text);
  });

  test("keeps Basic credentials that it has checked to itself, and passes on those that are the API's own", async () => {
    const { publicId } = key.record;
    const mine = `Basic ${btoa(`${publicId}:${key.text}`)}`;
    const theirs = `Basic ${btoa("orders:their own")}`;
    const sent = async (headers: Record<string, string>) => {
      api.seen = [];
      expect((await fetch(`${front.url}/orders`, { headers })).status).toBe(200);
      return JSON.stringify(api.seen[0]!.rawHeaders);
    };
    const alone = await sent({ authorization: mine });
    expect(alone).toContain(`"X-Keysmith-Public-Id","${publicId}"`);
    expect(alone).not.toMatch(/basic/i);
    const beside = await sent({ authorization: theirs, "x-api-key": key.text });
    expect(beside).toContain(theirs);
    expect(beside).not.toContain(key.text);
    const open = await openFront(hub, { upstream, keepCredential: true });
    try {
      await fetch(`${open.url}/orders`, { headers: { authorization: mine } });
      expect(JSON.stringify(api.seen.at(-1)!.rawHeaders)).toContain(mine);
    } finally {
      await open.close();
    }
  });

  test("passes on nothing of a bad call, whatever its method or body", async () => {
    for (const method of ["GET", "POST", "DELETE"])
      for (const text of ["", newKey().text, "a.b.c"]) {
        const answer = await call("/orders", {
          method,
          headers: bearer(text),
          body: method === "POST" ? "x".repeat(100_000) : undefined,
        });
        expect(answer.status).toBe(401);
      }
    expect(api.seen).toEqual([]);
  });

  test("no header that says who calls comes through from outside, however it is spelt", async () => {
    const answer = await raw(
      front.port,
      `GET / HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key.text}\r\nX-Keysmith-Key-Id: forged\r\nX-Keysmith-Application-Id: forged\r\nx_keysmith_key_id: forged\r\nX-KEYSMITH_ROLE: forged\r\nX-Keysmith-: forged\r\nContent_Length: 9\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: for=1.2.3.4\r\nConnection: close, X-Keysmith-Key-Id, X-Keysmith-Public-Id\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
    const sent = JSON.stringify(api.seen[0]!.rawHeaders);
    expect(sent).not.toMatch(/forged|1\.2\.3\.4|_/i);
    expect(sent).toContain(`"X-Keysmith-Key-Id","${key.record.keyId}"`);
    expect(sent).toContain(`"X-Keysmith-Public-Id","${key.record.publicId}"`);
  });

  const PROXIES_SAY =
    "X-Forwarded-Port: 8443\r\nX-Forwarded-Prefix: /made-up\r\nx-forwarded-user: made-up\r\nX-FORWARDED-Client-Cert: made-up\r\nX-Forwarded-Host: made-up\r\nX-Forwarded-Proto: made-up\r\nForwarded: host=made-up\r\nX-Real-IP: 6.6.6.6\r\n";
  const forwardedTo = (rawHeaders: string[]) =>
    rawHeaders.flatMap((name, i) =>
      i % 2 === 0 && /^(x-)?(forwarded|real)/i.test(name) ? [`${name}: ${rawHeaders[i + 1]}\r\n`] : [],
    );

  test("nothing that a proxy would say of the caller comes through from outside, unless there is a proxy", async () => {
    const request = `GET / HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key.text}\r\n${PROXIES_SAY}Connection: close\r\n\r\n`;
    await raw(front.port, request);
    expect(forwardedTo(api.seen[0]!.rawHeaders)).toEqual([
      "X-Forwarded-For: 127.0.0.1\r\n",
      "X-Forwarded-Proto: http\r\n",
      "X-Forwarded-Host: a\r\n",
    ]);
    const behind = await openFront(hub, { upstream, behindProxy: true });
    await raw(behind.port, request);
    await behind.close();
    expect(forwardedTo(api.seen[1]!.rawHeaders).join("")).toBe(
      `${PROXIES_SAY}X-Forwarded-For: 127.0.0.1\r\n`,
    );
  });

  test("what the proxy in front does not tell, the API is not told either", async () => {
    const behind = await openFront(hub, { upstream, behindProxy: true });
    await fetch(`${behind.url}/`, { headers: bearer(key.text) });
    await behind.close();
    expect(forwardedTo(api.seen[0]!.rawHeaders)).toEqual(["X-Forwarded-For: 127.0.0.1\r\n"]);
  });

  test("behind a proxy the chain of addresses keeps its order, in however many lines it comes", async () => {
    const behind = await openFront(hub, { upstream, behindProxy: true });
    // As HAProxy adds the caller's address behind one that the caller made up.
    await raw(
      behind.port,
      `GET / HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key.text}\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n`,
    );
    await behind.close();
    const { rawHeaders } = api.seen[0]!;
    const chains = rawHeaders.filter((_, i) => rawHeaders[i - 1] === "X-Forwarded-For");
    expect(chains).toEqual(["6.6.6.6, 203.0.113.9, 127.0.0.1"]);
  });

  test("a tunnel is refused in words", async () => {
    const answer = await raw(front.port, `CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"malformed_request"/);
  });

  test("streams both ways, byte by byte, without waiting for an end", async () => {
    api.behave = (request, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      request.on("data", (chunk) => response.write(`echo ${chunk}`)).on("end", () => response.end("over"));
    };
    const request = httpRequest(`${front.url}/stream`, { method: "POST", headers: bearer(token) });
    request.write("one");
    const [answer] = await once(request, "response");
    const next = async () => String((await once(answer, "data"))[0]);
    expect(await next()).toBe("echo one");
    request.write("two");
    expect(await next()).toBe("echo two");
    request.end();
    expect(await next()).toBe("over");
  });

  test("moves a large body without holding it, intact", async () => {
    const bytes = Buffer.alloc(20_000_000, "0123456789abcdef");
    api.behave = (request, response) => void request.pipe(response);
    const answer = await call("/large", { method: "POST", body: bytes });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test("passes on each byte of a small answer, with a length and without, and a head before its body", async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256));
    for (const length of [{ "Content-Length": bytes.length }, {}]) {
      api.behave = (_, response) => {
        response.writeHead(200, length);
        response.end(bytes);
      };
      expect(Buffer.from(await (await call("/bytes")).arrayBuffer()).equals(bytes)).toBe(true);
    }
    let goOn = () => {};
    api.behave = (_, response) => {
      response.flushHeaders();
      goOn = () => response.end("late");
    };
    const answer = await call("/late");
    goOn();
    expect(await answer.text()).toBe("late");
  });

  test("keeps answers as they are: statuses, several cookies, no body where there is none", async () => {
    api.behave = (_, response) => {
      response.writeHead(418, [
        "Set-Cookie",
        "a=1",
        "Set-Cookie",
        "b=2",
        "Connection",
        "X-Hop",
        "X-Hop",
        "gone",
        "X-Stays",
        "yes",
      ]);
      response.end("teapot");
    };
    const answer = await call("/tea");
    expect([answer.status, answer.headers.getSetCookie(), await answer.text()]).toEqual([
      418,
      ["a=1", "b=2"],
      "teapot",
    ]);
    expect([answer.headers.get("x-hop"), answer.headers.get("x-stays")]).toEqual([null, "yes"]);
    const head = await call("/tea", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([418, ""]);
  });

  test("says 100 Continue only to those who may go on", async () => {
    const ask = (text: string) =>
      raw(
        front.port,
        `POST / HTTP/1.1\r\nHost: a\r\nX-API-Key: ${text}\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`,
        /\r\n\r\n/,
      );
    expect(await ask(key.text)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
    expect(await ask(newKey().text)).toMatch(/^HTTP\/1\.1 401/);
  });

  test("its own paths are its own", async () => {
    expect((await call("/_outpost/auth")).status).toBe(204);
    expect((await call("/_outpost/x")).status).toBe(404);
    expect(api.seen).toEqual([]);
  });
});

describe("a request that could hide another is refused, and neither reaches the API:", () => {
  const head = () => `Host: a\r\nX-API-Key: ${key.text}\r\n`;
  const hidden = () => `GET /hidden HTTP/1.1\r\n${head()}\r\n`;
  test.each([
    [
      "two lengths of the body, in two ways",
      () =>
        `POST / HTTP/1.1\r\n${head()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden()}`,
    ],
    [
      "two lengths",
      () => `POST / HTTP/1.1\r\n${head()}Content-Length: 0\r\nContent-Length: 60\r\n\r\n${hidden()}`,
    ],
    [
      "the same length twice",
      () => `POST / HTTP/1.1\r\n${head()}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx`,
    ],
    ["a length with a sign", () => `POST / HTTP/1.1\r\n${head()}Content-Length: +0\r\n\r\n${hidden()}`],
    ["two lengths in one", () => `POST / HTTP/1.1\r\n${head()}Content-Length: 0, 60\r\n\r\n${hidden()}`],
    [
      "another encoding",
      () => `POST / HTTP/1.1\r\n${head()}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "an encoding that is almost one",
      () => `POST / HTTP/1.1\r\n${head()}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden()}`,
    ],
    [
      "chunked twice",
      () =>
        `POST / HTTP/1.1\r\n${head()}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "a space before the colon",
      () => `POST / HTTP/1.1\r\n${head()}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden()}`,
    ],
    ["a folded header", () => `GET / HTTP/1.1\r\n${head()}X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n`],
    ["a NUL in a header", () => `GET / HTTP/1.1\r\n${head()}X-A: b\u0000c\r\n\r\n`],
    ["two hosts", () => `GET / HTTP/1.1\r\n${head()}Host: b\r\n\r\n`],
    ["no host", () => `GET / HTTP/1.1\r\nX-API-Key: ${key.text}\r\n\r\n`],
    ["a whole address for a path", () => `GET http://b/ HTTP/1.1\r\n${head()}\r\n`],
    ["a tunnel", () => `CONNECT b:443 HTTP/1.1\r\n${head()}\r\n`],
    ["a path that is none", () => `OPTIONS * HTTP/1.1\r\n${head()}\r\n`],
    [
      "an encoding in HTTP/1.0",
      () => `POST / HTTP/1.0\r\n${head()}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "a wrong chunk",
      () => `POST / HTTP/1.1\r\n${head()}Transfer-Encoding: chunked\r\n\r\nzz\r\n${hidden()}`,
    ],
    ["two hosts beside an offer of HTTP/2", () => `GET / HTTP/1.1\r\n${head()}Host: b\r\n${HTTP2_OFFER}\r\n`],
    [
      "two lengths beside an offer of HTTP/2",
      () =>
        `POST / HTTP/1.1\r\n${head()}${HTTP2_OFFER}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden()}`,
    ],
    [
      "a length with a sign beside an offer of HTTP/2",
      () => `POST / HTTP/1.1\r\n${head()}${HTTP2_OFFER}Content-Length: +0\r\n\r\n${hidden()}`,
    ],
    [
      "an encoding in HTTP/1.0 beside an offer of HTTP/2",
      () => `POST / HTTP/1.0\r\n${head()}${HTTP2_OFFER}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "a wrong chunk beside an offer of HTTP/2",
      () => `POST / HTTP/1.1\r\n${head()}${HTTP2_OFFER}Transfer-Encoding: chunked\r\n\r\nzz\r\n${hidden()}`,
    ],
    [
      "a WebSocket with a body",
      () =>
        `GET / HTTP/1.1\r\n${head()}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 60\r\n\r\n${hidden()}`,
    ],
    ["headers without an end", () => `GET / HTTP/1.1\r\n${head()}X-A: ${"a".repeat(20_000)}\r\n\r\n`],
  ])("%s", async (_, text) => {
    const answer = await raw(front.port, text(), 400);
    expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect(answer).not.toMatch(/HTTP\/1\.1 [235]\d\d/);
    expect(api.seen).toEqual([]);
  });
});

describe("an offer of HTTP/2 is passed over:", () => {
  const offering = (line: string, rest = "\r\n", text = key.text) =>
    `${line}\r\nHost: a\r\nX-API-Key: ${text}\r\n${HTTP2_OFFER}${rest}`;

  test.each([
    ["without a body", "GET /a HTTP/1.1", "\r\n", ""],
    ["with a body", "POST /a HTTP/1.1", "Content-Length: 5\r\n\r\nhello", "hello"],
    ["with one in chunks", "PUT /a HTTP/1.1", "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "a"],
    ["with one that waits", "POST /a HTTP/1.1", "Expect: 100-continue\r\nContent-Length: 1\r\n\r\na", "a"],
    ["in HTTP/1.0", "GET /a HTTP/1.0", "Connection: keep-alive\r\nProxy-Connection: keep-alive\r\n\r\n", ""],
  ])(
    "the request %s reaches the API, the offer does not, and the connection ends",
    async (_, line, rest, body) => {
      const answer = await raw(front.port, offering(line, rest));
      expect(answer).toMatch(
        /^(HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 200 [\s\S]*\r\nConnection: close\r\n/,
      );
      expect(api.seen).toMatchObject([{ method: line.split(" ")[0], url: "/a", body }]);
      expect(JSON.stringify(api.seen[0]!.rawHeaders)).not.toMatch(/upgrade|h2c|http2-settings/i);
      expect(api.seen[0]!.rawHeaders).toContain(key.record.keyId);
    },
  );

  test("settings of HTTP/2 that Connection does not name stay behind too", async () => {
    const named = offering("GET /a HTTP/1.1");
    expect(await raw(front.port, named.replace("Upgrade, HTTP2-Settings", "Upgrade"))).toContain(" 200 ");
    expect(JSON.stringify(api.seen[0]!.rawHeaders)).not.toMatch(/upgrade|h2c|http2-settings/i);
  });

  test("a body comes through that arrives late, on a connection that was used before", async () => {
    const socket = connect(front.port, "127.0.0.1");
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk;
    });
    socket.write(`GET /first HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key.text}\r\n\r\n`);
    await expect.poll(() => heard).toContain("/first");
    const long = "x".repeat(300_000);
    socket.write(offering("POST /second HTTP/1.1", `Content-Length: ${long.length}\r\n\r\n`));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.write(long);
    await once(socket, "close");
    expect(heard.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
    expect(api.seen.map(({ url, body }) => [url, body.length])).toEqual([
      ["/first", 0],
      ["/second", long.length],
    ]);
  });

  test("an answer larger than what the caller takes at once comes whole", async () => {
    api.behave = (_, response) => response.end("y".repeat(20_000_000));
    const socket = connect(front.port, "127.0.0.1");
    socket.write(offering("GET /large HTTP/1.1"));
    await once(socket, "readable");
    await new Promise((resolve) => setTimeout(resolve, 100));
    let length = 0;
    socket.on("data", (chunk) => {
      length += chunk.length;
    });
    await once(socket, "end");
    expect(length).toBeGreaterThan(20_000_000);
  });

  test("a caller who goes away is told to the API", async () => {
    const gone = new Promise((resolve) => {
      api.behave = (_, response) => {
        response.write("begun");
        response.on("close", resolve);
      };
    });
    const socket = connect(front.port, "127.0.0.1");
    socket.write(offering("GET /long HTTP/1.1"));
    await once(socket, "data");
    socket.destroy();
    await gone;
  });

  test("our own paths answer as ever, and a bad key opens nothing", async () => {
    for (const { port } of [front, auth]) {
      expect(await raw(port, offering("GET /_outpost/health HTTP/1.1"))).toMatch(/^HTTP\/1\.1 200 /);
      expect(await raw(port, offering("GET /_outpost/auth HTTP/1.1"))).toMatch(
        /^HTTP\/1\.1 204 [\s\S]*X-Keysmith-Key-Id: /,
      );
    }
    for (const [line, rest] of [
      ["GET /a HTTP/1.1", "\r\n"],
      ["POST /a HTTP/1.1", "Content-Length: 4\r\n\r\nbody"],
    ])
      expect(await raw(front.port, offering(line!, rest, newKey().text))).toMatch(
        /^HTTP\/1\.1 401 [\s\S]*"invalid_key"/,
      );
    expect(api.seen).toEqual([]);
  });

  test("what comes behind such a request is not taken for another", async () => {
    const hidden = `GET /hidden HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key.text}\r\n\r\n`;
    for (const rest of ["\r\n", "Content-Length: 1\r\n\r\nx"])
      await raw(front.port, offering("POST /a HTTP/1.1", rest) + hidden, 300);
    expect(api.seen.filter(({ url }) => url !== "/a")).toEqual([]);
  });

  test("an Outpost that stops does not wait for such a caller", async () => {
    const stopping = await openFront(hub, { upstream });
    api.behave = () => {};
    const socket = connect(stopping.port, "127.0.0.1");
    socket.on("error", () => {}).write(offering("GET /never HTTP/1.1"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = once(socket, "close");
    await stopping.close();
    await closed;
  });
});

describe("when the API fails", () => {
  test("one that is not there is a 502", async () => {
    const away = await openFront(hub, { upstream: new URL("http://127.0.0.1:9"), answerWithinMs: 500 });
    const answer = await fetch(`${away.url}/`, { headers: bearer(key.text) });
    expect([answer.status, (await answer.json()).code]).toEqual([502, "upstream_unreachable"]);
    await away.close();
  });

  test("one that does not answer is a 504", async () => {
    api.behave = () => {};
    const answer = await call("/slow", { method: "POST", body: "x" });
    expect([answer.status, (await answer.json()).code]).toEqual([504, "upstream_late"]);
  });

  test("one that hangs up is a 502, after one more try where that changes nothing", async () => {
    let asked = 0;
    api.behave = (request) => {
      asked += 1;
      request.socket.destroy();
    };
    expect((await call("/gone")).status).toBe(502);
    expect(asked).toBe(2);
    expect((await call("/gone", { method: "POST", body: "x" })).status).toBe(502);
    expect(asked).toBe(3);
  });

  test("an answer that breaks off does not look whole", async () => {
    api.behave = (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 20);
    };
    const answer = await call("/half");
    await expect(answer.text()).rejects.toThrow();
  });

  test("one that answers what is no HTTP is a 502", async () => {
    api.behave = (request) => void request.socket.end("nonsense\r\n\r\n");
    expect((await call("/nonsense", { method: "POST" })).status).toBe(502);
  });

  test("a caller who goes away is told to the API", async () => {
    const gone = new Promise((resolve) => {
      api.behave = (_, response) => {
        response.write("begun");
        response.on("close", resolve);
      };
    });
    const stop = new AbortController();
    const answer = await call("/long", { signal: stop.signal });
    expect(answer.status).toBe(200);
    stop.abort();
    await gone;
  });
});

describe("a WebSocket", () => {
  const handshake = (text: string) =>
    `GET /socket HTTP/1.1\r\nHost: a\r\nX-API-Key: ${text}\r\nX-Keysmith-Key-Id: forged\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
  let headers: string[];
  beforeAll(() => {
    api.server.on("upgrade", (request, socket) => {
      headers = request.rawHeaders;
      if (request.headers["x-refuse"])
        return void socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      socket.write(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello",
      );
      socket.on("data", (chunk) => socket.write(`echo ${chunk}`));
      socket.on("error", () => {}).on("end", () => socket.end());
    });
  });

  test("is passed on both ways, and the API learns who calls", async () => {
    const socket = connect(front.port, "127.0.0.1");
    socket.write(handshake(key.text));
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk;
    });
    await expect.poll(() => heard).toMatch(/^HTTP\/1\.1 101 [\s\S]*\r\n\r\nhello$/);
    socket.write("a");
    await expect.poll(() => heard).toMatch(/echo a$/);
    expect(headers[headers.indexOf("X-Keysmith-Key-Id") + 1]).toBe(key.record.keyId);
    expect(headers).not.toContain("forged");
    socket.destroy();
  });

  test("is refused without a good key, and where the API would rather not", async () => {
    expect(await raw(front.port, handshake(newKey().text))).toMatch(/^HTTP\/1\.1 401 [\s\S]*"invalid_key"/);
    expect(
      await raw(front.port, handshake(key.text).replace("Sec-WebSocket-V", "X-Refuse: 1\r\nSec-WebSocket-V")),
    ).toMatch(/^HTTP\/1\.1 404/);
    const away = await openFront(hub, { upstream: new URL("http://127.0.0.1:9") });
    expect(await raw(away.port, handshake(key.text))).toMatch(/^HTTP\/1\.1 502/);
    await away.close();
  });

  test("ends as soon as its key is withdrawn", async () => {
    const other = newKey();
    hub.put(other, {});
    await expect.poll(async () => (await call("/", { headers: bearer(other.text) })).status).toBe(200);
    const socket = connect(front.port, "127.0.0.1");
    socket.write(handshake(other.text));
    await once(socket, "data");
    const closed = once(socket, "close");
    hub.put(other, { revokedAt: new Date() });
    await closed;
  });
});
