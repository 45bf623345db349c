/** What strangers send, over real sockets, to an Outpost as forward-auth and as a proxy. */
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { exportJWK, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicKey, signToken } from "@/lib/crypto/rs256";
import { Api, ended, listening, openFront, raw } from "../testing/front";
import { WireHub } from "../testing/wire-hub";
import { newKey, newSigner } from "../testing/workspace";

const [signer, stranger] = [await newSigner(), await newSigner()];
const key = newKey();
const good = await signer.token(key);
const [head, body, tail] = good.split(".") as [string, string, string];
const claims = JSON.parse(Buffer.from(body, "base64url").toString());
const header = { alg: "RS256", typ: "at+jwt", kid: signer.kid };
const nowS = Math.floor(Date.now() / 1_000);
const b64 = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const signed = (over: object) => signToken(signer.key, signer.kid, { ...claims, ...over });
const forged = (over: object) =>
  new SignJWT(claims).setProtectedHeader({ ...header, ...over }).sign(stranger.key);
const hmac = (secret: string | Buffer) => {
  const text = `${b64({ ...header, alg: "HS256" })}.${body}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};

let hub: WireHub;
let api: Api;
let front: Awaited<ReturnType<typeof openFront>>;
/** Whoever follows an address in a token comes here, and would find keys. */
const trap = createServer((_, response) => {
  fetched += 1;
  void exportJWK(publicKey(stranger.publicPem)).then((jwk) =>
    response.end(JSON.stringify({ keys: [{ ...jwk, kid: stranger.kid, alg: "RS256", use: "sig" }] })),
  );
});
let fetched = 0;
let trapUrl: string;

beforeAll(async () => {
  trapUrl = `http://127.0.0.1:${await listening(trap)}/keys`;
  hub = await new WireHub().open();
  hub.head = { signing_keys: [signer.published()] };
  hub.keys = [key];
  api = new Api();
  const upstream = new URL(`http://127.0.0.1:${await listening(api.server)}`);
  front = await openFront(hub, { upstream, answerWithinMs: 500 });
});
afterAll(async () => {
  await front.close();
  for (const server of [api.server, trap]) await ended(server);
  await hub.close();
});
beforeEach(() => {
  api.seen = [];
  api.behave = null;
});

const ask = (path: string, token: string) =>
  raw(
    front.port,
    `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
  );
const bundles = () => hub.asked.filter((what) => what === "bundle").length;

describe("a token is refused at both doors, with no fetch of anything that it names:", () => {
  test.each([
    ["stripped of its signature", () => `${head}.${body}.`],
    ["stripped of its parts", () => `${head}.${body}`],
    ["algorithm none", () => `${b64({ ...header, alg: "none" })}.${body}.`],
    ["the public key as the password of an HMAC", () => hmac(signer.publicPem)],
    ["forged under our kid", () => forged({})],
    ["an embedded key", async () => forged({ jwk: await exportJWK(publicKey(stranger.publicPem)) })],
    ["an address of keys", () => forged({ jku: trapUrl, kid: stranger.kid })],
    ["an address of a certificate", () => forged({ x5u: trapUrl, kid: stranger.kid })],
    ["a kid that is an address", () => forged({ kid: trapUrl })],
    ["an issuer elsewhere", () => signed({ iss: trapUrl })],
    ["crit", () => `${b64({ ...header, crit: ["exp"], exp: 1 })}.${body}.${tail}`],
    ["re-encoded, with padding", () => `${good}=`],
    [
      "re-encoded, in plain base64",
      () => `${head}.${body}.${Buffer.from(tail, "base64url").toString("base64")}`,
    ],
    ["a last character whose spare bits are set", () => `${good.slice(0, -1)}${spare(good.at(-1)!)}`],
    ["depth", () => `${head}.${b64(`${"[".repeat(5_000)}${"]".repeat(5_000)}`)}.${tail}`],
    ["a claim twice", () => `${head}.${b64(`{"iss":"x",${JSON.stringify(claims).slice(1)}`)}.${tail}`],
    ["type JWT", () => `${b64({ ...header, typ: "JWT" })}.${body}.${tail}`],
    ["another audience", () => signed({ aud: "payments" })],
    ["a list of audiences", () => signed({ aud: ["orders"] })],
    ["dated in the future", () => signed({ iat: nowS + 3_600, nbf: nowS + 3_600, exp: nowS + 4_000 })],
    ["an end in the far future", () => signed({ exp: nowS + 10 ** 9 })],
    ["an end beyond whole numbers", () => signed({ exp: 2 ** 60 })],
    ["fractions for dates", () => signed({ iat: nowS - 0.5, exp: nowS + 60.5 })],
    ["texts for dates", () => signed({ exp: String(nowS + 60) })],
  ])("%s", async (_, make) => {
    const token = await make();
    for (const path of ["/_outpost/auth", "/orders"])
      expect(await ask(path, token)).toMatch(/^HTTP\/1\.1 401 [\s\S]*"code":"(invalid_token|malformed_key)"/);
    expect([fetched, api.seen]).toEqual([0, []]);
  });

  test("larger than a header may be", async () => {
    const answer = await ask("/orders", `${head}.${"a".repeat(100_000)}.${tail}`);
    expect(answer).toMatch(/^(HTTP\/1\.1 431 |$)/);
    expect(await ask("/orders", `${head}.${"a".repeat(14_000)}.${tail}`)).toMatch(/^HTTP\/1\.1 401 /);
    expect(api.seen).toEqual([]);
  });
});

/** The same character but for the bits that base64url does not use at the end of a 256-byte signature. */
function spare(character: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return alphabet[alphabet.indexOf(character) ^ 1]!;
}

test("a flood of unknown kids makes one question to the hub, no answer but 401, and stands in nobody's way", async () => {
  const before = bundles();
  const tokens = await Promise.all(Array.from({ length: 300 }, () => forged({ kid: randomUUID() })));
  const answers = await Promise.all(
    tokens.map((token) =>
      fetch(`${front.url}/orders`, { headers: { authorization: `Bearer ${token}` } }).then(
        ({ status }) => status,
      ),
    ),
  );
  expect(new Set(answers)).toEqual(new Set([401]));
  expect(await ask("/orders", good)).toMatch(/^HTTP\/1\.1 200 /);
  expect(bundles() - before).toBeLessThanOrEqual(1);
  expect(fetched).toBe(0);
});

describe("the proxy", () => {
  const start = (rest: string) =>
    `POST /orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${good}\r\n${rest}`;

  test("lets no header that says who calls through behind a body either", async () => {
    const answer = await raw(
      front.port,
      start(
        "Transfer-Encoding: chunked\r\nTrailer: X-Keysmith-Key-Id\r\nX-Keysmith-Name: forged\r\nx-KEYSMITH-name: forged\r\nConnection: close\r\n\r\n1\r\nx\r\n0\r\nX-Keysmith-Key-Id: forged\r\n\r\n",
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).not.toContain("forged");
    expect(api.seen).toHaveLength(1);
  });

  test("passes on no part of a body whose chunks go wrong as if it were whole", async () => {
    let whole = 0;
    let broken = 0;
    api.behave = (request) => {
      request
        .resume()
        .on("end", () => (whole += 1))
        .on("error", () => (broken += 1));
    };
    const answer = await raw(
      front.port,
      start("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nGET /hidden HTTP/1.1\r\n\r\n"),
    );
    expect(answer).not.toMatch(/HTTP\/1\.1 [235]00/);
    await expect.poll(() => broken).toBe(1);
    expect(whole).toBe(0);
  });

  test("lives on when callers go away in the middle of a head, a body or an answer", async () => {
    api.behave = (request, response) => {
      request.on("error", () => {});
      response.write("begun");
    };
    for (const text of [
      "POST /orders HT",
      start("Content-Le"),
      start("Content-Length: 100\r\n\r\nhalf"),
      start("Transfer-Encoding: chunked\r\n\r\n5\r\nhel"),
      start("Content-Length: 1\r\n\r\nx"),
    ])
      for (let i = 0; i < 5; i++) {
        const socket = connect(front.port, "127.0.0.1").on("error", () => {});
        await once(socket, "connect");
        socket.write(text);
        await new Promise((resolve) => setTimeout(resolve, 10));
        socket.resetAndDestroy();
      }
    api.behave = null;
    expect(await ask("/orders", good)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("keeps no connection for a caller that was refused and does not end its own side", async () => {
    for (const text of ["NONSENSE\r\n\r\n", "CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\n"]) {
      const socket = connect({ port: front.port, host: "127.0.0.1", allowHalfOpen: true });
      const cut = new Promise((resolve) => socket.on("error", resolve));
      socket.resume().write(text);
      await once(socket, "end");
      // What comes now nobody takes.
      const talking = setInterval(() => socket.write("x"), 100);
      await cut;
      clearInterval(talking);
      socket.destroy();
    }
  });

  test("answers 502 for an API whose answer no parser takes: too large a head, two lengths, a cut line", async () => {
    for (const text of [
      `HTTP/1.1 200 OK\r\nX-A: ${"a".repeat(200_000)}\r\n\r\n`,
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "HTTP/1.1 2",
    ]) {
      api.behave = (request) => void request.socket.end(text);
      expect(await ask("/orders", good)).toMatch(/^HTTP\/1\.1 502 /);
    }
  });
});
