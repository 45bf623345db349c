import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { outpostReceipt } from "@/lib/contracts/outposts";
import { Secret } from "@/lib/domain/secret";
import { type Instant, present } from "./clock";
import { NOT_ENROLLED } from "./enrolment";
import { type Log, silentLog } from "./log";
import { Outpost } from "./outpost";
import { ended, listening } from "./testing/front";
import { makeOlder } from "./testing/older-state";
import { TOKEN, WireHub } from "./testing/wire-hub";
import { newKey, newSigner, OUTPOST_ID } from "./testing/workspace";

const signer = await newSigner();
const next = await newSigner();
let hub: WireHub;
let folder: string;
let offMs: number;
const open = new Set<Outpost>();

beforeEach(async () => {
  offMs = 0;
  folder = mkdtempSync(join(tmpdir(), "keysmith-outpost-"));
  hub = await new WireHub().open();
  hub.head = { signing_keys: [signer.published()] };
  hub.keys = [newKey(), newKey()];
});
afterEach(async () => {
  for (const outpost of open) await outpost.stop();
  open.clear();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Given {
  stateFile?: string | null;
  maxStaleSeconds?: number;
  token?: string;
  url?: URL;
  api?: string;
  log?: Log;
}
async function started(given: Given = {}) {
  const outpost = new Outpost({
    hub: given.url ?? hub.url,
    token: new Secret(given.token ?? TOKEN),
    stateFile: given.stateFile === undefined ? join(folder, "state") : given.stateFile,
    maxStaleSeconds: given.maxStaleSeconds ?? null,
    api: given.api,
    log: given.log ?? silentLog,
    present: (): Instant => ({ ...present(), wallMs: Date.now() + offMs }),
  });
  open.add(outpost);
  await outpost.start();
  return outpost;
}
async function stop(outpost: Outpost) {
  open.delete(outpost);
  await outpost.stop();
}
const said = async (outpost: Outpost, text: string) => {
  const presented = { kind: "one", text, inAuthorization: true, way: "raw" } as const;
  const judgement = await outpost.judgePresented(presented, []);
  return judgement.ok ? "good" : judgement.refusal;
};
const connected = (outpost: Outpost) =>
  expect.poll(() => outpost.health().connected, { timeout: 5_000 }).toBe(true);

test("a revoked key and its tokens are refused as soon as the change comes, and the receipt says so", async () => {
  const outpost = await started();
  const [key] = hub.keys as [(typeof hub.keys)[0]];
  const token = await signer.token(key);
  await connected(outpost);
  expect([await said(outpost, key.text), await said(outpost, token)]).toEqual(["good", "good"]);
  hub.put(key, { revokedAt: new Date() });
  await expect.poll(() => said(outpost, key.text), { interval: 5 }).toBe("invalid_key");
  expect(await said(outpost, token)).toBe("invalid_token");
  await expect.poll(() => hub.receipts.at(-1)?.revision).toBe(hub.revision);
});

test("the hub hears of a start as soon as it is connected, also where the state was on disk and nothing moved", async () => {
  await stop(await started());
  hub.receipts = [];
  const outpost = await started();
  await connected(outpost);
  const { beats } = hub;
  await expect.poll(() => hub.receipts.length, { interval: 5 }).toBeGreaterThan(0);
  // Before four beats, which are 200 ms: it does not wait for its next look at what is due.
  expect(hub.beats - beats).toBeLessThan(4);
  expect(hub.receipts[0]).toMatchObject({ generation: 1, revision: 1, kids: [signer.kid] });
  expect(hub.asked.filter((what) => what === "bundle")).toHaveLength(1);
});

test("an orderly stop leaves no call untold", async () => {
  hub.keys = Array.from({ length: 600 }, () => newKey());
  const outpost = await started();
  await connected(outpost);
  for (const key of hub.keys) expect(await said(outpost, key.text)).toBe("good");
  await stop(outpost);
  const batches = new Map(hub.receipts.map(({ usage }) => [usage.batch, usage.rows]));
  const calls = [...batches.values()].flat().reduce((sum, row) => sum + row.calls, 0);
  expect(calls).toBe(600);
});

test("a key that is made, and a token of it, are good within a moment", async () => {
  const outpost = await started();
  await connected(outpost);
  const key = newKey();
  const token = await signer.token(key);
  const waiting = said(outpost, token);
  hub.put(key, {});
  expect(await waiting).toBe("good");
  expect(await said(outpost, key.text)).toBe("good");
});

test("a token of a key that is not known yet waits for the word about that key, past beats and other keys", async () => {
  const outpost = await started();
  await connected(outpost);
  const key = newKey();
  const waiting = said(outpost, await signer.token(key));
  hub.beat();
  hub.put(newKey(), {});
  await expect.poll(() => outpost.health().revision, { interval: 5 }).toBe(hub.revision);
  hub.put(key, {});
  expect(await waiting).toBe("good");
});

describe("a bundle that breaks is nothing at all, and the next one is taken:", () => {
  test.each(["cut", "no-end", "wrong-count"] as const)("%s", async (fault) => {
    hub.bundleFault = fault;
    const outpost = await started();
    expect(await said(outpost, hub.keys[0]!.text)).toBe("unavailable");
    expect(outpost.health()).toMatchObject({ ok: false, keys: 0, revision: null });
    hub.bundleFault = "none";
    await expect.poll(() => said(outpost, hub.keys[0]!.text), { timeout: 5_000 }).toBe("good");
  });
});

test("a stream that is cut is taken up where it ended, and nothing that happened meanwhile is missed", async () => {
  const outpost = await started();
  await connected(outpost);
  const bundles = () => hub.asked.filter((what) => what === "bundle").length;
  hub.cutStreams();
  await expect.poll(() => outpost.health().connected).toBe(false);
  await connected(outpost);
  expect(bundles()).toBe(1);
  hub.beating = false;
  hub.cutStreams();
  // The hub of this test keeps no history: it answers 409 to whoever is behind, and the state is fetched whole.
  hub.put(hub.keys[0]!, { revokedAt: new Date() });
  hub.beating = true;
  await expect
    .poll(() => said(outpost, hub.keys.find(({ record }) => record.revokedAt)!.text), { timeout: 5_000 })
    .toBe("invalid_key");
  expect(bundles()).toBe(2);
});

test("a reset drops everything, takes the state anew, and is answered by a receipt of the new generation", async () => {
  const outpost = await started();
  await connected(outpost);
  const gone = hub.keys.pop()!;
  hub.head = { signing_keys: [next.published()] };
  hub.reset();
  await expect.poll(() => hub.receipts.at(-1)?.generation, { timeout: 5_000 }).toBe(2);
  expect(hub.receipts.at(-1)).toMatchObject({ kids: [next.kid] });
  expect(await said(outpost, gone.text)).toBe("invalid_key");
  expect(await said(outpost, await signer.token(hub.keys[0]!))).toBe("invalid_token");
});

test("the next signing key is proven by its canary before it signs, and a rotation refuses no good token", async () => {
  const outpost = await started();
  await connected(outpost);
  const key = hub.keys[0]!;
  const old = await signer.token(key);
  const canary = await next.canary();
  hub.change([], { signing_keys: [signer.published(), next.published("next")], canary });
  await expect
    .poll(() => hub.receipts.at(-1)?.canary)
    .toEqual({ kid: next.kid, verified: true, error: null });
  expect([await said(outpost, await next.token(key)), await said(outpost, old)]).toEqual(["good", "good"]);
  expect(await said(outpost, canary.token)).toBe("invalid_token");
  const soon = new Date(Date.now() + 60_000).toISOString();
  hub.change([], { signing_keys: [next.published(), signer.published("retired", soon)] });
  expect([await said(outpost, await next.token(key)), await said(outpost, old)]).toEqual(["good", "good"]);
  hub.change([], { signing_keys: [next.published()], canary: { ...(await signer.canary()), kid: next.kid } });
  await expect.poll(() => said(outpost, old)).toBe("invalid_token");
  await expect
    .poll(() => hub.receipts.at(-1)?.canary)
    .toEqual({ kid: next.kid, verified: false, error: "unknown_kid" });
});

test.each([
  ["an access token of the next key", () => next.token(newKey()), "wrong_type"],
  [
    "a canary for another Outpost",
    async () => (await next.canary(new Date(), "another")).token,
    "wrong_audience",
  ],
  ["one that has ended", async () => (await next.canary(new Date(Date.now() - 3_600_000))).token, "expired"],
  ["one of the key that signs", async () => (await signer.canary()).token, "another_kid"],
])("%s proves nothing of the next key", async (_, token, error) => {
  const outpost = await started();
  await connected(outpost);
  const canary = { kid: next.kid, token: await token() };
  hub.change([], { signing_keys: [signer.published(), next.published("next")], canary });
  await expect.poll(() => hub.receipts.at(-1)?.canary).toEqual({ kid: next.kid, verified: false, error });
});

test("an Outpost whose clock is put right proves the next signing key without a reset", async () => {
  offMs = -120_000;
  const outpost = await started();
  await connected(outpost);
  const canary = await next.canary();
  hub.change([], { signing_keys: [signer.published(), next.published("next")], canary });
  await expect
    .poll(() => hub.receipts.at(-1)?.canary)
    .toEqual({ kid: next.kid, verified: false, error: "not_yet" });
  offMs = 0;
  await expect
    .poll(() => hub.receipts.at(-1)?.canary, { timeout: 5_000 })
    .toEqual({ kid: next.kid, verified: true, error: null });
});

test("a canary that ended before it could be verified is fetched anew, once, without a reset", async () => {
  const outpost = await started();
  await connected(outpost);
  const ended = await next.canary(new Date(Date.now() - 3_600_000));
  hub.change([], { signing_keys: [signer.published(), next.published("next")], canary: ended });
  hub.head = { ...hub.head, canary: await next.canary() };
  hub.asked = [];
  await expect
    .poll(() => hub.receipts.at(-1)?.canary, { timeout: 5_000 })
    .toEqual({ kid: next.kid, verified: true, error: null });
  hub.change([], { canary: ended });
  await expect.poll(() => hub.receipts.at(-1)?.canary).toMatchObject({ error: "expired" });
  // Long enough to ask again, if it would.
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(hub.asked.filter((what) => what === "bundle")).toEqual(["bundle"]);
});

test("whether key sets are let in is said at the start, and again once it is another, and told to the hub", async () => {
  const heard: unknown[] = [];
  const log: Log = (level, _, facts) => facts && "api" in facts && heard.push([level, facts.api, facts.why]);
  const environment = { id: OUTPOST_ID, name: "edge", environment: "production" };
  hub.head = { ...hub.head, apis: [], outpost: environment };
  const outpost = await started({ api: "orders-v1", log });
  await connected(outpost);
  expect(heard).toEqual([["warn", "orders-v1", "outpost_api_unknown"]]);
  expect(outpost.health()).toMatchObject({ api: "orders-v1", key_sets: "outpost_api_unknown" });
  await expect.poll(() => hub.receipts.at(-1)?.api).toBe("orders-v1");
  hub.change([], { apis: ["orders-v1"] });
  await expect.poll(() => outpost.health().key_sets).toBe("open");
  hub.change([], { apis: ["orders-v1", "billing-v1"] });
  await expect.poll(() => outpost.health().revision).toBe(hub.revision);
  hub.change([], { outpost: { ...environment, environment: null } });
  await expect.poll(() => outpost.health().key_sets).toBe("outpost_without_environment");
  expect(heard.slice(1)).toEqual([
    ["info", "orders-v1", undefined],
    ["warn", "orders-v1", "outpost_without_environment"],
  ]);
});

test("one that stands for no API says so before it has heard of its hub", async () => {
  const heard: unknown[] = [];
  const log: Log = (level, _, facts) => facts?.why === "outpost_without_api" && heard.push(level);
  hub.status = { bundle: 503 };
  const outpost = await started({ log });
  expect(outpost.health()).toMatchObject({ ok: false, api: null, key_sets: "outpost_without_api" });
  expect(heard).toEqual(["info"]);
  expect((await started({ api: "orders-v1", stateFile: null })).health().key_sets).toBeNull();
});

test("a hub that is older than the catalog's names hears of none, and takes the receipt", async () => {
  hub.head = { ...hub.head, apis: undefined };
  const outpost = await started({ api: "orders-v1" });
  await connected(outpost);
  await expect.poll(() => hub.receipts.length).toBeGreaterThan(0);
  expect(hub.receipts.every((receipt) => !("api" in receipt))).toBe(true);
});

test("what an older hub told is fetched anew from one that tells more, though nothing has changed", async () => {
  const set = newKey({ kind: "key_set", authType: "api_key", apis: ["orders-v1"] });
  const environment = { id: OUTPOST_ID, name: "edge", environment: "production" };
  Object.assign(hub, { keys: [set], head: { ...hub.head, apis: undefined, outpost: environment } });
  const outpost = await started({ api: "orders-v1" });
  await connected(outpost);
  Object.assign(hub, { head: { ...hub.head, apis: ["billing-v1"] }, asked: [] });
  hub.cutStreams();
  await expect.poll(() => outpost.health().key_sets).toBe("outpost_api_unknown");
  // The whole comes before the stream: cut before it is there, that one would be tried later than after a first failure.
  await connected(outpost);
  hub.asked = [];
  hub.cutStreams();
  await expect.poll(() => hub.asked).toContain("events");
  expect(hub.asked).not.toContain("bundle");
});

test("what an older Outpost kept is fetched anew, once, and lets in who was known meanwhile", async () => {
  const applicationId = "00000000-0000-4000-8000-0000000000cc";
  const set = newKey({ kind: "key_set", authType: "api_key", apis: ["orders-v1"], applicationId });
  const environment = { id: OUTPOST_ID, name: "edge", environment: "production" };
  Object.assign(hub, { keys: [set], head: { ...hub.head, outpost: environment } });
  const application = async (outpost: Outpost) => {
    const presented = { kind: "one", text: set.text, inAuthorization: true, way: "raw" } as const;
    const judgement = await outpost.judgePresented(presented, []);
    return judgement.ok ? judgement.passport.record.applicationId : judgement.cause;
  };
  const api = "orders-v1";
  await stop(await started({ api }));
  makeOlder(join(folder, "state"), TOKEN);
  hub.status = { bundle: 503 };
  const older = await started({ api });
  expect(await application(older)).toBeNull();
  await stop(older);
  Object.assign(hub, { status: {}, asked: [] });
  const outpost = await started({ api });
  await expect.poll(() => application(outpost)).toBe(applicationId);
  await connected(outpost);
  await stop(outpost);
  const again = await started({ api });
  expect(await application(again)).toBe(applicationId);
  await connected(again);
  expect(hub.asked.filter((what) => what === "bundle")).toHaveLength(1);
});

test("once it has stopped nothing of it runs on, whatever it was asking of a hub that hangs", async () => {
  const heard: string[] = [];
  const outpost = await started({ log: (_, message) => heard.push(message) });
  await connected(outpost);
  hub.bundleFault = "hangs";
  const stranger = await newSigner();
  const bundles = () => hub.asked.filter((what) => what === "bundle").length;
  const before = bundles();
  const waiting = said(outpost, await stranger.token(hub.keys[0]!));
  await expect.poll(bundles).toBe(before + 1);
  await stop(outpost);
  const [asked, logged] = [hub.asked.length, heard.length];
  expect(await waiting).toBe("invalid_token");
  expect(outpost.health().connected).toBe(false);
  expect(await said(outpost, await (await newSigner()).token(hub.keys[0]!))).toBe("invalid_token");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([hub.asked.length, heard.slice(logged).filter((message) => message !== "refused")]).toEqual([
    asked,
    [],
  ]);
});

test("an unknown kid makes one question in ten seconds, however many ask with however many kids", async () => {
  const outpost = await started();
  await connected(outpost);
  hub.head = { signing_keys: [signer.published(), next.published()] };
  hub.beating = false;
  hub.revision += 1;
  const before = hub.asked.filter((what) => what === "bundle").length;
  const good = await next.token(hub.keys[0]!);
  const answers = await Promise.all(Array.from({ length: 50 }, () => said(outpost, good)));
  expect(new Set(answers)).toEqual(new Set(["good"]));
  for (let i = 0; i < 3; i++) {
    const stranger = await newSigner();
    expect(await said(outpost, await stranger.token(hub.keys[0]!))).toBe("invalid_token");
  }
  expect(hub.asked.filter((what) => what === "bundle").length - before).toBe(1);
});

test("a token of a key that is gone is refused within two seconds, also while the hub hangs", async () => {
  const outpost = await started();
  await connected(outpost);
  const old = await signer.token(hub.keys[0]!);
  expect(await said(outpost, old)).toBe("good");
  hub.bundleFault = "hangs";
  hub.change([], { signing_keys: [next.published()] });
  await expect.poll(() => outpost.health().kids).toEqual([next.kid]);
  const askedAt = performance.now();
  const answers = await Promise.all(Array.from({ length: 20 }, () => said(outpost, old)));
  expect(new Set(answers)).toEqual(new Set(["invalid_token"]));
  expect(performance.now() - askedAt).toBeLessThan(2_000);
});

describe("while the hub is away", () => {
  test("the last state goes on, over a restart too, until it is too old; and the hub's return is enough", async () => {
    const key = hub.keys[0]!;
    let outpost = await started();
    await connected(outpost);
    const { port } = hub;
    await hub.close();
    expect(await said(outpost, key.text)).toBe("good");
    await stop(outpost);
    outpost = await started({ url: new URL(`http://127.0.0.1:${port}`) });
    expect(await said(outpost, key.text)).toBe("good");
    expect(outpost.health()).toMatchObject({ ok: true, connected: false });
    offMs = 86_399_000 - 5_000;
    expect(await said(outpost, key.text)).toBe("good");
    offMs = 86_401_000;
    expect(await said(outpost, key.text)).toBe("unavailable");
    expect(outpost.health().ok).toBe(false);
    const { keys, head } = hub;
    hub = await new WireHub().open(port);
    Object.assign(hub, { keys, head });
    await expect.poll(() => said(outpost, key.text), { timeout: 15_000 }).toBe("good");
  });

  test("an Outpost's own limit shortens that, and one without a state lets nobody in", async () => {
    const outpost = await started({ maxStaleSeconds: 60 });
    await connected(outpost);
    const { url } = hub;
    hub.beating = false;
    offMs = 61_000;
    expect(await said(outpost, hub.keys[0]!.text)).toBe("unavailable");
    hub.status = { bundle: 503, events: 503 };
    const fresh = await started({ url, stateFile: null });
    expect(await said(fresh, hub.keys[0]!.text)).toBe("unavailable");
  });

  test("calls are counted, and told once it is back, each once", async () => {
    const outpost = await started();
    await connected(outpost);
    hub.status.receipts = 503;
    const [good, revoked] = hub.keys as [(typeof hub.keys)[0], (typeof hub.keys)[0]];
    hub.put(revoked, { revokedAt: new Date() });
    await expect.poll(() => said(outpost, revoked.text)).toBe("invalid_key");
    for (let i = 0; i < 3; i++) await said(outpost, good.text);
    hub.receipts = [];
    hub.status.receipts = undefined;
    const told = () =>
      hub.receipts
        .flatMap(({ usage }) => usage.rows)
        .filter(({ versionId }) => versionId === good.record.versionId);
    await expect.poll(() => told().length, { timeout: 8_000 }).toBeGreaterThan(0);
    expect(told()).toMatchObject([{ outcome: "valid", calls: 3 }]);
    const batches = hub.receipts.map(({ usage }) => usage.batch);
    expect([...batches].sort((a, b) => a - b)).toEqual(batches);
    expect(new Set(batches).size).toBe(batches.length);
  });
});

test("a receipt that the hub does not understand is not told again, and later ones get through", async () => {
  const outpost = await started();
  await connected(outpost);
  await expect.poll(() => hub.receipts.length).toBeGreaterThan(0);
  hub.status.receipts = 422;
  await said(outpost, hub.keys[0]!.text);
  const refused = hub.asked.length;
  await expect.poll(() => hub.asked.slice(refused).includes("receipts"), { timeout: 3_000 }).toBe(true);
  hub.status.receipts = undefined;
  hub.receipts = [];
  await said(outpost, hub.keys[1]!.text);
  const rows = () => hub.receipts.flatMap(({ usage }) => usage.rows.map(({ versionId }) => versionId));
  await expect.poll(rows, { timeout: 4_000 }).toEqual([hub.keys[1]!.record.versionId]);
});

test("a hub that was set back to an older copy is not believed, and what is revoked stays so", async () => {
  const key = hub.keys[0]!;
  let outpost = await started();
  await connected(outpost);
  hub.put(key, { revokedAt: new Date() });
  await expect.poll(() => said(outpost, key.text)).toBe("invalid_key");
  await expect.poll(() => hub.receipts.at(-1)?.revision).toBe(2);
  hub.put({ ...key }, {});
  hub.revision = 1;
  hub.cutStreams();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await said(outpost, key.text)).toBe("invalid_key");
  await stop(outpost);
  outpost = await started();
  expect(await said(outpost, key.text)).toBe("invalid_key");
  await expect.poll(() => outpost.health().trouble).not.toBeNull();
});

test("an Outpost that was removed lets nobody in, and says why", async () => {
  const outpost = await started();
  await connected(outpost);
  hub.status = { bundle: 401, events: 401, receipts: 401 };
  hub.cutStreams();
  await expect.poll(() => said(outpost, hub.keys[0]!.text), { timeout: 3_000 }).toBe("unavailable");
  expect(outpost.health()).toMatchObject({ ok: false, enrolled: false, trouble: NOT_ENROLLED });
});

test.each([
  ["does not know the path", 404, { "content-type": "application/json" }],
  ["has a page for every path", 200, { "content-type": "text/html" }],
  ["leads elsewhere", 308, { location: "https://elsewhere.example.com/" }],
] as const)("a server that is no hub, and %s, is said to be none", async (_, status, headers) => {
  const server = createServer((_, response) => response.writeHead(status, headers).end("{}"));
  const lines: object[] = [];
  const log: Log = (level, message, facts) => void lines.push({ level, message, ...facts });
  const outpost = await started({ url: new URL(`http://127.0.0.1:${await listening(server)}`), log });
  const why = `there is no hub at this address, which answered ${status}: give the one at which people open its console`;
  expect(outpost.health()).toMatchObject({ ok: false, enrolled: true, trouble: why });
  expect(lines).toContainEqual({ level: "warn", message: "the hub is out of reach", why });
  await stop(outpost);
  await ended(server);
});

test("a clock that is ahead is told to the hub, and honours no token for longer", async () => {
  hub.dateOffMs = -120_000;
  const outpost = await started();
  await expect.poll(() => hub.receipts.at(-1)?.clock_skew_ms).toBeGreaterThan(118_000);
  const almostOver = new Date(Date.now() - 15 * 60_000 - 1_000);
  expect(await said(outpost, await signer.token(hub.keys[0]!, almostOver))).toBe("expired_token");
  expect(await said(outpost, await signer.token(hub.keys[0]!, new Date(Date.now() + 10_000)))).toBe(
    "invalid_token",
  );
  expect(await said(outpost, await signer.token(hub.keys[0]!))).toBe("good");
});

test("a clock that is off is told to the hub, and a slow one honours no token for longer", async () => {
  hub.dateOffMs = 120_000;
  const outpost = await started();
  await expect.poll(() => hub.receipts.at(-1)?.clock_skew_ms).toBeLessThan(-118_000);
  const issuedAt = new Date(Date.now() - (15 * 60 - 60) * 1_000);
  expect(await said(outpost, await signer.token(hub.keys[0]!, issuedAt))).toBe("expired_token");
  expect(await said(outpost, await signer.token(hub.keys[0]!, new Date(Date.now() + 60_000)))).toBe(
    "invalid_token",
  );
  expect(await said(outpost, await signer.token(hub.keys[0]!))).toBe("good");
});

test("a clock that is off by years is told to the hub too, in a receipt that it takes", async () => {
  for (const years of [-30, 30]) {
    hub.dateOffMs = years * 365 * 86_400_000;
    hub.receipts = [];
    const outpost = await started();
    await expect.poll(() => hub.receipts.length).toBeGreaterThan(0);
    const told = outpostReceipt.parse(hub.receipts.at(-1));
    expect(Math.sign(told.clock_skew_ms)).toBe(-Math.sign(years));
    await stop(outpost);
  }
});
