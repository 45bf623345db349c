/** Every endpoint of the gate, out of its own document: by every kind of caller, with bad input in every field. */
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { BAD_VALUES } from "@/lib/services/testing/bad-values";
import { hubUrl } from "../harness/run";
import { ask, type WireAnswer } from "./answers";
import { OPERATION_SAMPLES, type OperationSample } from "./operation-samples";
import { type Neighbourhood, openNeighbourhood } from "./stage";

test.describe.configure({ mode: "default", timeout: 120_000 });

interface Operation {
  name: string;
  method: string;
  path: string;
}

/** In every field; what is large is tried as a whole body. */
const SMALL_VALUES = BAD_VALUES.filter(({ value }) => (JSON.stringify(value) ?? "").length < 12_000);

let stage: Neighbourhood;
let operations: Operation[];
test.beforeAll(async () => {
  stage = await openNeighbourhood();
  // Before anything is compared: who signs in changes rows.
  await stage.signIn("owner");
  const document = JSON.parse((await ask(`${hubUrl()}/v1/openapi.json`, {})).text);
  operations = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({
        name: operationId,
        method: method.toUpperCase(),
        path,
      })),
  );
});
test.afterAll(() => stage?.close());

/** No scope stands for these. */
const FOR_PEOPLE = /^(personal-key|organization|group)\.|^key-set\.retrieve$/;

interface Call extends OperationSample {
  key?: string;
  headers?: Record<string, string>;
  /** The body as it is, instead of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
}

async function send({ method, path }: Operation, call: Call): Promise<WireAnswer> {
  const { id = "", search, body, raw, key, headers } = call;
  const query = search ? `?${new URLSearchParams(search)}` : "";
  const answer = await ask(
    hubUrl() + path.replace("{id}", id) + query,
    {
      method,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...((body !== undefined || raw !== undefined) && { "content-type": "application/json" }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    },
    [...Object.values(stage.managers), ...Object.values(stage.persons)],
  );
  const fault = faultOf(answer);
  if (fault !== null)
    throw new Error(`${fault}: ${method} ${path}\n${answer.status} ${answer.text.slice(0, 500)}`);
  return answer;
}

/** What is wrong with an answer, whatever was asked; null where nothing is. */
function faultOf({ status, headers, text }: WireAnswer): string | null {
  if (headers.get("cache-control") !== "no-store") return "a verdict that may be cached";
  if (status < 400) return null;
  if (headers.get("content-type") !== "application/problem+json") return "no problem+json";
  const problem = JSON.parse(text) as { status: unknown; detail: unknown };
  if (problem.status !== status) return "another status in the body";
  if (typeof problem.detail !== "string" || !/^.{5,300}$/.test(problem.detail)) return "no sentence";
  return text.length < 16_000 ? null : "a long answer";
}

test("every operation of the document has a sample here, and only those", () => {
  expect(Object.keys(OPERATION_SAMPLES).sort()).toEqual(operations.map(({ name }) => name).sort());
});

for (const [name, prepare] of Object.entries(OPERATION_SAMPLES)) {
  // What no scope allows to a program, a person's own key asks for.
  const managers = () => (FOR_PEOPLE.test(name) ? stage.persons : stage.managers);
  const operation = () => operations.find((candidate) => candidate.name === name)!;

  test.describe(`the operation ${name}`, () => {
    test("does what its sample asks, for a key with the scopes", async () => {
      const call = await prepare(stage);
      const { status } = await send(operation(), { ...call, key: call.as ?? managers().home });
      expect([200, 201]).toContain(status);
    });

    test("is closed to whoever may not, and a neighbour's key finds nothing", async () => {
      const call = await prepare(stage);
      const powerless = await stage.key([]);
      const verifier = await stage.key(["keys:verify"]);
      const before = { home: await stage.look("home"), away: await stage.look("away") };
      const status = async (more: Call) => (await send(operation(), { ...call, ...more })).status;
      const good = managers().home;
      for (const key of [good.slice(0, -1), `"${good}"`, `${good}x`, "x", "null", good.replace(/.$/, "!")])
        expect(await status({ key }), key).toBe(401);
      expect(await status({})).toBe(401);
      expect(await status({ headers: { cookie: await stage.signIn("owner") } }), "a session is no key").toBe(
        401,
      );
      expect(await status({ key: good, headers: { "x-api-key": verifier.text } })).toBe(400);
      if (name !== "key.whoami") {
        expect(await status({ key: powerless.text })).toBe(403);
        if (name !== "key.verify") expect(await status({ key: verifier.text })).toBe(403);
      }
      if (call.id) expect(await status({ key: managers().away })).toBe(404);
      expect({ home: await stage.look("home"), away: await stage.look("away") }).toEqual(before);
    });

    test("answers bad fields with 4xx and a sentence", async () => {
      const good = await prepare(stage);
      const before = await stage.look("away");
      const taken: string[] = [];
      for (const part of ["body", "search"] as const) {
        for (const field of Object.keys(good[part] ?? {})) {
          for (const { name: what, value, never } of SMALL_VALUES) {
            const text = part === "search" ? String(JSON.stringify(value) ?? value).slice(0, 3_000) : value;
            const { status } = await send(operation(), {
              ...good,
              [part]: { ...good[part], [field]: text },
              key: managers().home,
            });
            // What JSON cannot carry arrives as another value.
            const carried = JSON.stringify(value) !== undefined && !Number.isNaN(value);
            // Another number may be a good one, and so may another yes or no.
            const alike =
              ["number", "boolean"].includes(typeof value) && typeof value === typeof good[part]?.[field];
            const mayBeTaken = part !== "body" || !never || !carried || alike || name === "key.verify";
            if (!mayBeTaken && status < 400) taken.push(`${field}: ${what}`);
          }
        }
      }
      expect(taken).toEqual([]);
      expect(await stage.look("away")).toEqual(before);
    });

    test("answers bad bodies with 4xx and a sentence", async () => {
      const call = await prepare(stage);
      const isRead = operation().method === "GET";
      for (const raw of RAW_BODIES) {
        if (isRead) continue; // fetch sends no body with a GET
        const { status } = await send(operation(), {
          ...call,
          body: undefined,
          raw,
          key: managers().home,
        });
        expect(status, String(raw).slice(0, 50)).toBeGreaterThanOrEqual(400);
      }
      if (isRead || !call.body) return;
      for (const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "",
        "x",
      ]) {
        const { status } = await send(operation(), {
          ...call,
          key: managers().home,
          headers: { "content-type": type },
        });
        if (!type.startsWith("application/json")) expect(status, type).toBe(415);
      }
      for (const extra of ["id", "workspaceId", "__proto__", "constructor"]) {
        const raw = `{${JSON.stringify(extra)}:"x",${JSON.stringify(call.body).slice(1)}`;
        const { status } = await send(operation(), {
          ...call,
          body: undefined,
          raw,
          key: managers().home,
        });
        expect(status, extra).toBeGreaterThanOrEqual(400);
      }
    });

    test("answers bad addresses, searches and headers with 4xx", async () => {
      const good = await prepare(stage);
      const key = managers().home;
      if (good.id)
        for (const id of BAD_SEGMENTS) {
          const { status } = await send(operation(), { ...good, id, key });
          expect(status, id).toBeGreaterThanOrEqual(400);
        }
      for (const search of [
        "?%00",
        "?%ff=%fe",
        "?a=1&a=2",
        "?__proto__=1&constructor=2",
        `?${"x=1&".repeat(1_500)}`,
      ])
        await send({ ...operation(), path: operation().path + search }, { ...good, search: undefined, key });
      for (const value of ["", " ", "x".repeat(129), "\u00e9\u00ff", "a b", "=1+1"])
        await send(operation(), { ...good, key, headers: { "idempotency-key": value } });
    });
  });
}

const RAW_BODIES: (string | Uint8Array<ArrayBuffer>)[] = [
  "null",
  "1",
  '"x"',
  "[]",
  "{",
  "{}x",
  "{'a':1}",
  "\u0000",
  "=1+1",
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"":""}',
  `${"[".repeat(30_000)}${"]".repeat(30_000)}`,
  `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
  `{"x":"${"y".repeat(65_536)}"}`,
  "x".repeat(300_000),
  new Uint8Array([0xff, 0xfe, 0x00, 0xd8]),
  new Uint8Array([0x1f, 0x8b, 0x08, 0x00]),
];

const BAD_SEGMENTS = [
  "x",
  "1",
  "%00",
  "%ff",
  "%ed%a0%80",
  "%2e%2e%2f%2e%2e",
  "0193d5a2-0000-7000-8000-000000000001",
  "0193d5a2-0000-7000-8000-000000000001%00",
  "'%20or%201=1--",
  "__proto__",
  "constructor",
  "%E2%80%AEx",
  "{id}",
  "x".repeat(4_000),
];

test("what is no path of the gate is answered 404 or 405, whatever the method", async () => {
  const paths = [
    "/v1",
    "/v1/",
    "/v1/nothing",
    "/v1/keys/",
    "/v1//keys",
    "/v1/%00",
    "/v1/keys/x/y/z",
    "/v1/keys/verify/",
  ];
  for (const path of [
    ...paths,
    "/healthz",
    "/readyz",
    "/v1/keys",
    "/v1/whoami",
    "/v1/keys/verify",
    "/v1/openapi.json",
  ])
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
      for (const authorization of ["", `Bearer ${stage.managers.home}`])
        await ask(hubUrl() + path, { method, headers: { authorization } }, Object.values(stage.managers));
});

test("requests that are no HTTP end with 4xx or a closed connection, and the hub goes on", async () => {
  for (const text of NO_HTTP) {
    const answer = await rawly(text);
    expect(answer, text.slice(0, 80)).toMatch(/^$|^HTTP\/1\.1 [234]\d\d /);
  }
  expect((await ask(`${hubUrl()}/healthz`, {})).status).toBe(200);
});

const line = "POST /v1/keys/verify HTTP/1.1\r\nHost: localhost\r\n";
const NO_HTTP = [
  "\r\n\r\n",
  "GET\r\n\r\n",
  "\u0000\u0001\u0002\r\n\r\n",
  "GET / HTTP/9.9\r\n\r\n",
  "GET /v1/whoami HTTP/1.1\r\n\r\n",
  "GET http://elsewhere.example/v1/whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  "GET //elsewhere.example/%2e%2e HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  "GET /keys/%ff%fe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  `GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${"x".repeat(20_000)}\r\n\r\n`,
  `${line}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
  `${line}Content-Length: -1\r\n\r\n`,
  `${line}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  `${line}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
  `${line}Expect: something\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
  "CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
  "GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
];

/** Writes bytes to the hub's port; gives what comes back until the end, or until nothing more comes. */
function rawly(text: string): Promise<string> {
  const { hostname, port } = new URL(hubUrl());
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), hostname, () => socket.write(text, "latin1"));
    socket.setTimeout(700, () => socket.destroy());
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(received));
  });
}
