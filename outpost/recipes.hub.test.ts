/** The recipes of docs/outposts.md, each as it stands there, with the proxies, the Outpost and the hub as they are. */
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awakeMs } from "@/bench/testing/awake";
import { freePort } from "@/bench/testing/free-port";
import { type House, openHouse } from "@/bench/testing/house";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { Api, ended, listening } from "./testing/front";
import { builtCommand, type OutpostProcess, startOutpost } from "./testing/outpost-process";
import { type Front, openProxy } from "./testing/proxies/front";
import { ensurePrograms, type Program, type ProxyName } from "./testing/proxies/program";
import { recipe } from "./testing/proxies/recipe";

const folder = mkdtempSync(join(tmpdir(), "keysmith-recipes-"));
const fronts: Front[] = [];
const api = new Api();
let programs: Record<ProxyName, Program>;
let house: House;
let hub: string;
let manager: string;
let command: string;
let apiPort: number;
let set: Awaited<ReturnType<typeof makeKeySetOf>>;
let asked: OutpostProcess;
let between: OutpostProcess;

beforeAll(async () => {
  programs = ensurePrograms();
  apiPort = await listening(api.server);
  house = await openHouse(["the hub"]);
  hub = house.gates[0]!.url;
  done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
  manager = (await house.key(["keys:write"])).text;
  set = await makeKeySetOf(house.workspace);
  command = await builtCommand(folder);
  asked = await outpost("asked", []);
  between = await outpost("between", ["--upstream", `http://127.0.0.1:${apiPort}`, "--behind-proxy"]);
}, 300_000);
afterAll(async () => {
  for (const front of fronts) await front.stop();
  await asked?.stop();
  await between?.stop();
  await house?.close();
  await ended(api.server);
  rmSync(folder, { recursive: true, force: true });
});

async function outpost(name: string, args: string[], at?: number): Promise<OutpostProcess> {
  const port = at ?? (await freePort());
  const input = { name: `${name} ${port}`, environment: "production" };
  const { token } = done(await runCommand(enrolOutpost, house.workspace.as(), input));
  const state = join(folder, `${name}-${port}`);
  const standsFor = ["--api", set.api.slug, "--port", String(port), "--state", state];
  return startOutpost(command, hub, token!.reveal(), [...standsFor, ...args]);
}
async function open(name: ProxyName, text: (port: number) => string): Promise<Front> {
  const port = await freePort();
  const front = await openProxy(name, programs[name], text(port), port, folder);
  fronts.push(front);
  return front;
}
async function exchanged(key: string): Promise<string> {
  const answer = await fetch(`${hub}/v1/token`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()).token;
}
/** Waits for what the Outpost says once it has heard of a key. How long that may take is asked elsewhere. */
const comesToSay = (ask: () => Promise<number>) => expect.poll(ask, { timeout: 20_000 });
const usable = () => house.key(["tokens:exchange", "orders:write"], "Orders é");
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const call = async (front: Front, headers: Record<string, string> = {}) =>
  (await fetch(`${front.url}/orders?x=1`, { headers })).status;
/** The same over a connection of its own. */
const callAnew = (front: Front, headers: Record<string, string> = {}) =>
  new Promise<number>((resolve, reject) => {
    const asked = request(`${front.url}/orders?x=1`, { headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on("error", reject).end();
  });
/** Headers that reached the API with its last call, by lower-case name. */
const reached = () => {
  const { rawHeaders } = api.seen.at(-1)!;
  const pairs = Array.from({ length: rawHeaders.length / 2 }, (_, i) => rawHeaders.slice(i * 2, i * 2 + 2));
  return new Map(pairs.map(([name, value]) => [name!.toLowerCase(), value!]));
};

/** Every header that an Outpost sets, and as servers that read _ as - would take it. */
const source = readFileSync(new URL("./state/passport.ts", import.meta.url), "utf8");
const SET_BY_AN_OUTPOST = [...source.matchAll(/"(X-Keysmith-[\w-]+)"/g)].map(([, name]) => name!);
const INVENTED = SET_BY_AN_OUTPOST.flatMap((name) => [
  name,
  name.replaceAll("-", "_"),
  name.replace("X-Keysmith-", "x-keysmith_"),
]);

const at = (port: number) => `127.0.0.1:${port}`;
const WITH_AN_OUTPOST = [
  {
    name: "nginx" as const,
    /** What the caller is told while the Outpost is away. */
    away: 500,
    text: (port: number) =>
      recipe("nginx", "nginx", {
        "listen 80;": `listen ${at(port)};`,
        "127.0.0.1:4180": at(asked.port),
        "127.0.0.1:8080": at(apiPort),
      }),
    process: () => asked,
  },
  {
    name: "caddy" as const,
    away: 502,
    text: (port: number) =>
      recipe("Caddy", "caddy", {
        ":80 {": `:${port} {`,
        "127.0.0.1:4180": at(asked.port),
        "127.0.0.1:8080": at(apiPort),
      }),
    process: () => asked,
  },
  {
    name: "haproxy" as const,
    away: 503,
    text: (port: number) =>
      recipe("HAProxy", "haproxy", { "bind :80": `bind ${at(port)}`, "127.0.0.1:4180": at(between.port) }),
    process: () => between,
  },
];

describe.each(WITH_AN_OUTPOST)("the recipe for $name", ({ name, text, away, process }) => {
  let front: Front;
  beforeAll(async () => {
    front = await open(name, text);
  });

  test("lets a good key and its token in, and the API learns who calls, and never the key or the token", async () => {
    const key = await usable();
    const token = await exchanged(key.text);
    const ways: Record<string, string>[] = [
      bearer(key.text),
      { "x-api-key": key.text },
      { "x-tenant-api-key": key.text },
      bearer(token),
    ];
    for (const headers of ways) {
      await comesToSay(() => call(front, headers)).toBe(200);
      expect(reached().get("x-keysmith-key-id")).toBe(key.id);
      expect(reached().get("x-keysmith-scopes")).toMatch(/\borders:write\b/);
      const { url, rawHeaders } = api.seen.at(-1)!;
      expect(url).toBe("/orders?x=1");
      for (const secret of [key.text, token]) expect(rawHeaders.join()).not.toContain(secret);
    }
  });

  test("tells the API of which application a key set is, and nothing of the kind of another key", async () => {
    const { secret } = done(
      await runCommand(retrieveKeySetCredentials, house.workspace.as(), { id: set.id }),
    );
    const invented = { "x-keysmith-application-id": "invented" };
    await comesToSay(() => call(front, { ...invented, ...bearer(secret!.reveal()) })).toBe(200);
    expect(reached().get("x-keysmith-application-id")).toBe(set.application.id);
    expect(reached().get("x-keysmith-key-id")).toBe(set.id);
    const key = await house.key([]);
    await comesToSay(() =>
      call(front, { ...invented, "x-keysmith-scopes": "a:b", ...bearer(key.text) }),
    ).toBe(200);
    expect(reached().get("x-keysmith-key-id")).toBe(key.id);
    for (const untold of ["x-keysmith-application-id", "x-keysmith-scopes"])
      expect([untold, reached().get(untold) ?? ""]).toEqual([untold, ""]);
  });

  test("lets nobody in without a key, with one that is made up, or with two", async () => {
    const key = await usable();
    await comesToSay(() => call(front, bearer(key.text))).toBe(200);
    const before = api.seen.length;
    const other = (await usable()).text;
    const broken = `${key.text.slice(0, -1)}${key.text.endsWith("x") ? "y" : "x"}`;
    const answers = [
      await call(front),
      await call(front, bearer(broken)),
      await call(front, bearer("eyJhbGciOiJub25lIn0.e30.")),
    ];
    expect(answers).toEqual([401, 401, 401]);
    const two = await call(front, { ...bearer(key.text), "x-api-key": other });
    expect([400, 401]).toContain(two);
    expect(api.seen.length).toBe(before);
    const refused = await fetch(front.url, { headers: bearer(broken) });
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  test("takes out every X-Keysmith header that the caller invented, with - or with _", async () => {
    expect(SET_BY_AN_OUTPOST.length).toBeGreaterThan(14);
    const key = await usable();
    const invented = Object.fromEntries(INVENTED.map((header) => [header, "invented"]));
    await comesToSay(() => call(front, { ...invented, ...bearer(key.text) })).toBe(200);
    const { rawHeaders } = api.seen.at(-1)!;
    expect(rawHeaders.join()).not.toContain("invented");
    expect(reached().get("x-keysmith-key-id")).toBe(key.id);
  });

  test("refuses a key that is revoked while it runs, and its token, within a second", async () => {
    const key = await usable();
    const token = await exchanged(key.text);
    await comesToSay(() => call(front, bearer(key.text))).toBe(200);
    await comesToSay(() => call(front, bearer(token))).toBe(200);
    const revoked = await fetch(`${hub}/v1/keys/${key.id}/revoke`, {
      method: "POST",
      headers: { ...bearer(manager), "content-type": "application/json" },
      body: JSON.stringify({ reason: "leaked" }),
    });
    const acknowledgedAt = awakeMs();
    expect(revoked.status).toBe(200);
    await expect.poll(() => call(front, bearer(key.text)), { interval: 10, timeout: 10_000 }).toBe(401);
    await expect.poll(() => call(front, bearer(token)), { interval: 10, timeout: 10_000 }).toBe(401);
    expect(awakeMs() - acknowledgedAt).toBeLessThan(1_000);
  });

  test("lets nobody in while the Outpost is down, and everybody again when it is back", async () => {
    const key = await usable();
    await comesToSay(() => call(front, bearer(key.text))).toBe(200);
    const before = api.seen.length;
    const { port, stop } = process();
    await stop("SIGKILL");
    // HAProxy may end what it kept open together with what was behind it; the caller then has no answer.
    const cut = (error: Error) =>
      name === "haproxy" && error.cause instanceof Error ? away : Promise.reject(error);
    expect(await call(front, bearer(key.text)).catch(cut)).toBe(away);
    expect(await callAnew(front, bearer(key.text))).toBe(away);
    expect(await callAnew(front)).toBe(away);
    expect(api.seen.length).toBe(before);
    const args = name === "haproxy" ? ["--upstream", `http://${at(apiPort)}`, "--behind-proxy"] : [];
    const again = await outpost(`${name}-again`, args, port);
    if (name === "haproxy") between = again;
    else asked = again;
    await comesToSay(() => call(front, bearer(key.text))).toBe(200);
  });
});

describe("the recipe for tokens at HAProxy alone", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = rsa.publicKey.export({ type: "spki", format: "pem" }) as string;
  const tokens = (issuer: string, publicKey: string) => (port: number) => {
    const file = join(folder, `key-${port}.pem`);
    writeFileSync(file, publicKey);
    const replaced = {
      "bind :80": `bind ${at(port)}`,
      "127.0.0.1:8080": at(apiPort),
      "https://keys.example.com/w/acme": issuer,
      "/etc/haproxy/keysmith.pem": file,
    };
    return recipe("HAProxy", "haproxy", replaced, 1);
  };

  test("lets a token of the hub in, by the key that the hub publishes, and neither the access key nor nothing", async () => {
    const wellKnown = `${hub}/w/${house.workspace.slug}/.well-known`;
    const { issuer } = await (await fetch(`${wellKnown}/oauth-authorization-server`)).json();
    const { keys } = await (await fetch(`${wellKnown}/jwks.json`)).json();
    const published = await fetch(`${wellKnown}/keys/${keys[0].kid}.pem`);
    const front = await open("haproxy", tokens(issuer, await published.text()));
    const key = await usable();
    const token = await exchanged(key.text);
    const invented = Object.fromEntries(INVENTED.map((header) => [header, "invented"]));
    expect(await call(front, { ...invented, ...bearer(token) })).toBe(200);
    expect(api.seen.at(-1)!.rawHeaders.join()).not.toContain("invented");
    expect(api.seen.at(-1)!.rawHeaders.join()).not.toContain(token);
    expect([await call(front, bearer(key.text)), await call(front)]).toEqual([401, 401]);
  });

  test("refuses what is forged, of another issuer or audience, without an end, or past it", async () => {
    const issuer = "https://keys.example.com/w/acme";
    const front = await open("haproxy", tokens(issuer, pem));
    const nowS = Math.floor(Date.now() / 1_000);
    const good = { iss: issuer, aud: issuer, exp: nowS + 60 };
    const signed = (claims: object, alg = "RS256", secret: Parameters<SignJWT["sign"]>[0] = rsa.privateKey) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg, typ: "JWT" }).sign(secret);
    expect(await call(front, bearer(await signed(good)))).toBe(200);
    const { exp: _, ...endless } = good;
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const [head, claims] = (await signed(good)).split(".");
    const bad = {
      expired: await signed({ ...good, exp: nowS - 1 }),
      endless: await signed(endless),
      issuer: await signed({ ...good, iss: `${issuer}x` }),
      audience: await signed({ ...good, aud: "x" }),
      stranger: await signed(good, "RS256", stranger),
      "the public key as a secret": await signed(good, "HS256", Buffer.from(pem)),
      RS384: await signed(good, "RS384"),
      stripped: `${head}.${claims}.`,
      none: `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`,
    };
    for (const [fault, token] of Object.entries(bad))
      expect([fault, await call(front, bearer(token))]).toEqual([fault, 401]);
  });
});
