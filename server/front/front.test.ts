import { hash } from "node:crypto";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openFront, type TestFront, type TestFrontOptions } from "@/server/testing/front";

let opened: TestFront | undefined;
async function front(options?: TestFrontOptions): Promise<TestFront> {
  opened = await openFront(options);
  return opened;
}
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function sentOn(headers: Record<string, string>, options?: TestFrontOptions) {
  const { send } = await front(options);
  return JSON.parse((await send("/keys", { headers })).body).headers as Record<string, string>;
}

describe("what the console is told", () => {
  it.each([
    ["x-forwarded-host", "evil.example"],
    ["x-forwarded-proto", "http"],
    ["x-forwarded-for", "6.6.6.6"],
    ["x-forwarded-port", "666"],
    ["x-real-ip", "6.6.6.6"],
    ["x-keysmith-ip", "6.6.6.6"],
    ["x-keysmith-inner", "guessed"],
    ["x-middleware-subrequest", "proxy"],
    ["x-matched-path", "/admin"],
    ["x-nonce", "planted"],
    ["x-request-id", "mine"],
    ["x-http-method-override", "DELETE"],
    ["forwarded", "for=6.6.6.6"],
    ["true-client-ip", "6.6.6.6"],
    ["cf-connecting-ip", "6.6.6.6"],
    ["content-security-policy", "script-src 'nonce-planted'"],
    ["next-resume", "1"],
    ["proxy-authorization", "Basic abc"],
  ])("nothing of a stranger's %s", async (name, value) => {
    const told = await sentOn({ [name]: value });
    expect(Object.values(told)).not.toContain(value);
  });

  it("the public address, the caller's own address and a fresh request id", async () => {
    const told = await sentOn({ host: "evil.example" });
    expect(told).toMatchObject({
      host: "keys.example.com",
      "x-forwarded-host": "keys.example.com",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "127.0.0.1",
      "x-keysmith-ip": "127.0.0.1",
    });
    expect(told["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("no header that the caller names as one of the connection", async () => {
    const told = await sentOn({ connection: "close, cookie", cookie: "keysmith.session=1" });
    expect(told.cookie).toBeUndefined();
  });

  it("cookies, languages and Next's own headers as they came", async () => {
    const headers = { cookie: "a=1", "accept-language": "nl", rsc: "1", "next-action": "abc" };
    expect(await sentOn(headers)).toMatchObject(headers);
  });

  it("the address of the person behind the console's own call", async () => {
    const { send } = await front();
    const first = JSON.parse((await send("/")).body).headers;
    const own = { "x-keysmith-inner": first["x-keysmith-inner"], "x-keysmith-ip": "10.9.8.7" };
    expect(JSON.parse((await send("/", { headers: own })).body).headers["x-keysmith-ip"]).toBe("10.9.8.7");
  });
});

describe("the caller's address", () => {
  const cases: [string, string, string, string][] = [
    ["is the peer's where no proxy is trusted", "", "1.2.3.4", "127.0.0.1"],
    ["is what a trusted proxy says", "127.0.0.1", "1.2.3.4", "1.2.3.4"],
    [
      "is the rightmost one that no trusted proxy wrote",
      "127.0.0.0/8,10.0.0.0/8",
      "6.6.6.6, 1.2.3.4, 10.1.1.1",
      "1.2.3.4",
    ],
    ["is not what the caller put in front", "127.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"],
    ["stops at what is no address", "127.0.0.1,10.0.0.0/8", "1.2.3.4, junk, 10.1.1.1", "10.1.1.1"],
    ["is the peer's where the proxy says nothing", "127.0.0.1", "", "127.0.0.1"],
    ["may be of the sixth version", "127.0.0.1", "2001:db8::7", "2001:db8::7"],
  ];
  it.each(cases)("%s", async (_promise, trustedProxies, forwarded, expected) => {
    const headers: Record<string, string> = forwarded ? { "x-forwarded-for": forwarded } : {};
    expect((await sentOn(headers, { trustedProxies }))["x-keysmith-ip"]).toBe(expected);
  });
});

describe("a request that changes something", () => {
  const post = { method: "POST", body: "x=1" };

  it.each(["https://evil.example", "null", "http://keys.example.com", "https://keys.example.com:444", ""])(
    "is refused when it comes from %j",
    async (origin) => {
      const { send, reached } = await front();
      const answer = await send("/", { ...post, headers: { origin } });
      expect(answer.status).toBe(403);
      expect(answer.body).toContain("https://keys.example.com");
      expect(reached).toHaveLength(0);
    },
  );

  it("is refused without an origin when the browser tells another site", async () => {
    const { send } = await front();
    expect((await send("/", { ...post, headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
  });

  it("passes from our own address", async () => {
    const { send } = await front();
    const answer = await send("/", { ...post, headers: { origin: "https://keys.example.com" } });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ method: "POST", body: "x=1" });
  });

  it.each(["http://localhost:3000", "http://127.0.0.1:3000"])(
    "passes from %s while no public URL is set",
    async (origin) => {
      const { send } = await front({ publicUrl: "http://localhost:3000" });
      const headers = { origin, host: new URL(origin).host };
      const answer = await send("/", { ...post, headers });
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body).headers["x-forwarded-host"]).toBe(headers.host);
    },
  );

  it("does not pass from localhost once a public URL is set", async () => {
    const { send } = await front();
    expect((await send("/", { ...post, headers: { origin: "http://localhost:3000" } })).status).toBe(403);
  });
});

describe("what never reaches the console", () => {
  it.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])("the method %s", async (method) => {
    const { send, reached } = await front();
    const answer = await send("/", { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD, POST");
    expect(reached).toHaveLength(0);
  });

  it.each(["//evil.example/a", "/\\evil.example", "http://evil.example/a"])(
    "the address %s",
    async (path) => {
      const { send, reached } = await front();
      expect((await send(path)).status).toBe(400);
      expect(reached).toHaveLength(0);
    },
  );

  it("a GET with a body, in which a second request could hide", async () => {
    const { raw, reached } = await front();
    const hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
    const text = await raw(`GET / HTTP/1.1\r\nHost: a\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`);
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect(reached).toHaveLength(0);
  });

  it("a request of two lengths", async () => {
    const { raw, reached } = await front();
    const text = await raw(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    );
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect(reached).toHaveLength(0);
  });

  it("a form of more than 1 MiB, announced or not", async () => {
    const { send } = await front();
    const body = "x".repeat(1024 * 1024 + 1);
    const headers = { origin: "https://keys.example.com" };
    expect(
      (await send("/", { method: "POST", headers: { ...headers, "content-length": String(body.length) } }))
        .status,
    ).toBe(413);
    const chunked = { ...headers, "transfer-encoding": "chunked" };
    expect((await send("/", { method: "POST", headers: chunked, body })).status).toBe(413);
  });

  it("a form of many megabytes, and lets a sender who reads last see the answer", async () => {
    const { port } = await front();
    const body = "x".repeat(12 * 1024 * 1024);
    const head = "POST / HTTP/1.1\r\nHost: keys.example.com\r\nOrigin: https://keys.example.com\r\n";
    const answer = await new Promise<string>((resolve, reject) => {
      let text = "";
      const socket = connect(port, "127.0.0.1").setEncoding("latin1").pause();
      socket.on("error", reject).on("close", () => resolve(text));
      socket.on("data", (part) => {
        text += part;
      });
      socket.pause();
      socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`, () => socket.resume());
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("headers of more than 16 KiB", async () => {
    const { send } = await front();
    expect((await send("/", { headers: { cookie: "c".repeat(17_000) } })).status).toBe(431);
  });
});

describe("the console's answer", () => {
  it("carries the security headers and does not say how it was made", async () => {
    const { send } = await front();
    const { headers } = await send("/");
    expect(headers).toMatchObject({
      "strict-transport-security": "max-age=31536000",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("says nothing of HTTPS while the hub is reached by plain HTTP", async () => {
    const { send } = await front({ publicUrl: "http://localhost:3000" });
    expect((await send("/")).headers["strict-transport-security"]).toBeUndefined();
  });

  it("keeps the page's own policy, status and every cookie", async () => {
    const { send } = await front({
      console: (_request, response) => {
        response.writeHead(303, {
          "content-security-policy": "script-src 'nonce-1'",
          "set-cookie": ["a=1", "b=2"],
        });
        response.end();
      },
    });
    const { status, headers } = await send("/");
    expect(status).toBe(303);
    expect(headers["content-security-policy"]).toBe("script-src 'nonce-1'");
    expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  });

  it("arrives piece by piece, as it is made", async () => {
    let release = () => {};
    const { port } = await front({
      console: (_request, response) => {
        response.write("first");
        release = () => response.end("second");
      },
    });
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    const reader = answer.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("first");
    release();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("second");
  });

  it("asks again by itself while the console is away, but never sends a form twice", async () => {
    const { send } = await front({ console: null });
    const { headers, body } = await send("/setup");
    const script = /<script>(.*)<\/script>/.exec(body)![1]!;
    expect(script).toContain("location.reload()");
    const digest = hash("sha256", script, "base64");
    expect(headers["content-security-policy"]).toContain(`script-src 'sha256-${digest}'`);
    const origin = "https://keys.example.com";
    const form = await send("/setup", { method: "POST", body: "x=1", headers: { origin } });
    expect([form.status, form.body.includes("<script>")]).toEqual([503, false]);
  });

  it("is a 503 page with Retry-After while the console is away", async () => {
    const { send } = await front({ console: null });
    const { status, headers, body } = await send("/");
    expect(status).toBe(503);
    expect(headers["retry-after"]).toBe("3");
    expect(headers["content-type"]).toContain("text/html");
    expect(body).toContain("<h1>");
  });

  it("is a 503 page when the console dies before it has answered", async () => {
    const { send } = await front({ console: (request) => request.socket.destroy() });
    expect((await send("/")).status).toBe(503);
  });

  it("breaks off where the console's broke off, so that half a page never looks whole", async () => {
    const { send } = await front({
      console: (request, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half");
        setTimeout(() => request.socket.destroy(), 20);
      },
    });
    await expect(send("/")).rejects.toThrow();
  });

  it("is given up when the caller goes away", async () => {
    let gone = () => {};
    const closed = new Promise<void>((resolve) => {
      gone = resolve;
    });
    let reachedIt = () => {};
    const reached = new Promise<void>((resolve) => {
      reachedIt = resolve;
    });
    const { port } = await front({
      console: (_request, response) => {
        response.on("close", gone);
        reachedIt();
      },
    });
    const abort = new AbortController();
    const call = fetch(`http://127.0.0.1:${port}/`, { signal: abort.signal }).catch(() => {});
    await reached;
    abort.abort();
    await Promise.all([call, closed]);
  });
});

describe("the gate's paths", () => {
  const gate = {
    handle: (_request: unknown, response: import("node:http").ServerResponse, caller: unknown) =>
      void response.end(JSON.stringify(caller)),
  };

  it("are answered in this process, by any method and from any origin, also while the console is away", async () => {
    const { send } = await front({ gate, console: null });
    const headers = { origin: "https://elsewhere.example", "x-forwarded-for": "6.6.6.6" };
    const answer = await send("/v1/keys?x=1", { method: "DELETE", headers });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      ip: "127.0.0.1",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it.each([
    ["all", null],
    ["gate", undefined],
  ] as const)(
    "are 503 in JSON with Retry-After while the hub is starting in the role %s, whatever the method and origin",
    async (role, pages) => {
      const { send } = await front({ front: { role, console: () => pages, ready: () => false } });
      for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
        const answer = await send("/v1/keys/1", { method, headers: { origin: "https://elsewhere.example" } });
        expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "1"]);
        expect(answer.headers["content-type"]).toBe("application/problem+json");
        expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000");
        expect(JSON.parse(answer.body).code).toBe("starting");
      }
    },
  );

  it.each(["all", "gate", "console"] as const)(
    "say, while the hub is starting in the role %s, that it lives and is not ready",
    async (role) => {
      const { send } = await front({ front: { role, console: () => null, ready: () => false } });
      const health = await Promise.all(["/healthz?x=1", "/readyz", "/healthzz"].map((path) => send(path)));
      expect(health.map(({ status }) => status)).toEqual([200, 503, 503]);
      expect(health.map(({ headers }) => headers["content-type"]!.split(";")[0])).toEqual([
        "application/json",
        "application/problem+json",
        "text/html",
      ]);
    },
  );

  it("are a console's pages to refuse where it answers people alone", async () => {
    const { send, reached } = await front({ gate, front: { role: "console" } });
    await send("/v1/keys");
    expect(reached).toHaveLength(1);
  });

  it("are not reached by an address that only looks like one", async () => {
    const { send, reached } = await front({ gate });
    await send("/x/v1/keys");
    expect(reached).toHaveLength(1);
  });
});

describe("a page that fails", () => {
  const broken = (_request: unknown, response: import("node:http").ServerResponse) => {
    response.writeHead(500, { "content-type": "text/html" }).end("<p>no answer</p>");
  };
  const door = (away: boolean) => ({ handle: () => {}, databaseAway: () => away });

  it("while the database is away asks to come again: 503 with Retry-After", async () => {
    const { send } = await front({ gate: door(true), console: broken });
    const { status, headers, body } = await send("/settings");
    expect([status, headers["retry-after"], body]).toEqual([503, "2", "<p>no answer</p>"]);
  });

  it("for another reason stays a 500", async () => {
    const { send } = await front({ gate: door(false), console: broken });
    const { status, headers } = await send("/settings");
    expect([status, headers["retry-after"]]).toEqual([500, undefined]);
  });
});
