import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { beatEvent, bundleHead, changeEvent, outpostVersion } from "@/lib/contracts/outposts";
import { digestKey } from "@/lib/crypto/digest";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { reEnrolOutpost } from "@/lib/services/outposts/re-enrol";
import { removeOutpost } from "@/lib/services/outposts/remove";
import { resetAllOutposts, resetOutpost } from "@/lib/services/outposts/reset";
import { runQuery } from "@/lib/services/run-query";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { outpostReceipt } from "@/lib/services/testing/outpost-receipt";
import { done, makeWorkspace } from "@/lib/services/testing/workspace";
import { type EventStream, openEventStream } from "../testing/event-stream";
import { openWire } from "../testing/feed-proxy";
import { openGate, openTeam, Team, type TestGate } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
const streams: EventStream[] = [];
beforeAll(async () => {
  t = await openTeam();
  await t.team.run(generateSigningKey, { bits: 2048 });
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => t.close());

const SELF = "/v1/outposts/self";
const enrol = async (team = t.team) => {
  const name = `Outpost ${randomUUID().slice(0, 8)}`;
  const made = await team.run(enrolOutpost, { name, environment: "production" });
  return { id: made.id, name, token: made.token!.reveal() };
};
type Enrolled = Awaited<ReturnType<typeof enrol>>;
const bundle = async ({ token }: { token: string }, headers = {}, gate = t.gate) => {
  const reply = await gate.call("GET", `${SELF}/bundle`, { key: token, headers });
  const lines =
    reply.status === 200
      ? reply.text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      : [];
  return { ...reply, head: lines[0], versions: lines.slice(1, -1), end: lines.at(-1) };
};
const listen = async (outpost: Enrolled, since: number, generation = 1, gate: TestGate = t.gate) => {
  const url = `${gate.url}${SELF}/events?generation=${generation}&since=${since}`;
  const stream = await openEventStream(url, outpost.token);
  streams.push(stream);
  return stream;
};
/** Enrolled, with the state fetched, and listening. */
const connected = async (gate = t.gate) => {
  const outpost = await enrol();
  const { head } = await bundle(outpost);
  return { outpost, head, stream: await listen(outpost, head.revision, 1, gate) };
};
const report = ({ token }: { token: string }, more: object = {}) =>
  t.gate.call("POST", `${SELF}/receipts`, { key: token, body: outpostReceipt(more) });

describe("the token of an Outpost", () => {
  const CALLS = [
    ["GET", `${SELF}/bundle`],
    ["GET", `${SELF}/events?generation=1&since=0`],
    ["POST", `${SELF}/receipts`],
  ] as const;
  it.each(CALLS)("is needed for %s %s, and neither a key nor a made-up one will do", async (method, path) => {
    const outpost = await enrol();
    const call = (key?: string) =>
      t.gate.call(method, path, { key, body: method === "POST" ? outpostReceipt() : undefined });
    expect(await call()).toMatchObject({ status: 401, json: { code: "no_key" } });
    const { token } = outpost;
    const other = token.at(-20) === "x" ? "y" : "x";
    const madeUp = `${token.slice(0, -20)}${other}${token.slice(-19)}`;
    for (const bad of [t.verifier.text, token.slice(0, -1), madeUp, "x"]) {
      const reply = await call(bad);
      expect(reply).toMatchObject({ status: 401, json: { code: "invalid_outpost_token" } });
      expect(reply.headers.get("www-authenticate")).toMatch(/^Bearer/);
    }
  });
  it("opens nothing else", async () => {
    const { token } = await enrol();
    for (const [method, path] of [
      ["GET", "/v1/outposts"],
      ["GET", "/v1/whoami"],
      ["POST", "/v1/keys/verify"],
      ["POST", "/v1/token"],
    ] as const) {
      const reply = await t.gate.call(method, path, { key: token, body: method === "POST" ? {} : undefined });
      expect([path, reply.status]).toEqual([path, 401]);
    }
  });
  it("dies when the Outpost is removed or enrolled anew, for who listens too", async () => {
    const [removed, renewed] = [await connected(), await connected()];
    await t.team.run(removeOutpost, { id: removed.outpost.id });
    const again = await t.team.run(reEnrolOutpost, { id: renewed.outpost.id });
    for (const { outpost, stream } of [removed, renewed]) {
      await expect.poll(() => stream.ended(), { timeout: 2_000 }).toBe(true);
      expect((await bundle(outpost)).status).toBe(401);
      expect((await report(outpost)).status).toBe(401);
      expect((await listen(outpost, 0)).status).toBe(401);
    }
    expect((await bundle({ token: again.token!.reveal() })).head).toMatchObject({ generation: 2 });
  });
});

describe("the bundle", () => {
  it("[0-26] is the whole state of the workspace, with the public key and no private one", async () => {
    const key = await t.team.issue({ scopes: ["orders:write"] });
    const gone = await t.team.issue();
    await t.team.run(deleteKey, { id: gone.id });
    const stranger = new Team(await makeWorkspace(t.hub.db));
    await stranger.issue();
    const outpost = await enrol();
    const { status, headers, head, versions, end, text } = await bundle(outpost);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/x-ndjson");
    expect(headers.get("etag")).toBe(`"1.${head.revision}"`);
    bundleHead.parse(head);
    for (const version of versions) outpostVersion.parse(version);
    expect(end).toEqual({ end: true, versions: versions.length });
    const jwks = await t.gate.call("GET", `/w/${t.team.workspace.slug}/.well-known/jwks.json`);
    expect(head.signing_keys.map(({ jwk }: { jwk: object }) => jwk)).toEqual(jwks.json.keys);
    expect(text).not.toMatch(/PRIVATE|"d":/);
    const told = versions.filter(({ record }: { record: { keyId: string } }) => record.keyId === key.id);
    expect(told).toMatchObject([{ digest: digestKey(key.text), record: { scopes: ["orders:write"] } }]);
    expect(text).not.toContain(gone.id);
    const workspaces = new Set(
      versions.map((one: { record: { workspaceId: string } }) => one.record.workspaceId),
    );
    expect(workspaces).toEqual(new Set([t.team.workspace.id]));
  });
  it("is not sent to who has it, until something changes", async () => {
    const outpost = await enrol();
    const etag = (await bundle(outpost)).headers.get("etag")!;
    const same = await bundle(outpost, { "if-none-match": etag });
    expect([same.status, same.text, same.headers.get("etag")]).toEqual([304, "", etag]);
    await t.team.issue();
    expect((await bundle(outpost, { "if-none-match": etag })).status).toBe(200);
    const fresh = (await bundle(outpost)).headers.get("etag")!;
    await t.team.run(resetOutpost, { id: outpost.id });
    expect((await bundle(outpost, { "if-none-match": fresh })).head).toMatchObject({ generation: 2 });
  });
  it("of many keys comes whole, also to who reads slowly", async () => {
    const { id } = t.team.workspace;
    await t.hub.sql`
      with made as (
        insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at)
        select gen_random_uuid(), ${id}, 'access', 'Many ' || n, '', '{}', 'x', now() from generate_series(1, 6000) n
        returning id
      )
      insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, digest, tail, created_at, activated_at)
      select gen_random_uuid(), ${id}, made.id, 1, true, 'ks', left(md5(made.id::text), 16), sha256(made.id::text::bytea), 'abcd', now(), now()
      from made`;
    const outpost = await enrol();
    const response = await fetch(`${t.gate.url}${SELF}/bundle`, {
      headers: { authorization: `Bearer ${outpost.token}` },
    });
    let text = "";
    let pieces = 0;
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      pieces += 1;
      if (pieces % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const lines = text.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(6_000);
    expect(JSON.parse(lines.at(-1)!)).toEqual({ end: true, versions: lines.length - 2 });
    expect(pieces).toBeGreaterThan(10);
    await t.hub
      .sql`delete from key_versions where prefix = 'ks' and tail = 'abcd' and public_id ~ '^[0-9a-f]{16}$'`;
    await t.hub.sql`delete from keys where name like 'Many %'`;
  });
});

describe("who listens", () => {
  it("hears of each change of its workspace, and of no other", async () => {
    const stranger = new Team(await makeWorkspace(t.hub.db));
    const key = await t.team.issue();
    const { stream } = await connected();
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    await stranger.issue();
    await t.team.run(disableKey, { id: key.id });
    const disabled = await stream.next("change", ({ keys }) => keys[0]?.keyId === key.id);
    expect(changeEvent.parse(disabled.data)).toMatchObject({
      head: null,
      keys: [{ versions: [{ digest: digestKey(key.text), record: { held: true } }] }],
    });
    expect(disabled.id).toBe(String(disabled.data.revision));
    await t.team.run(revokeKey, { id: key.id, reason: "leaked" });
    const revoked = await stream.next("change");
    expect(revoked.data.keys[0].versions[0].record.revokedAt).toEqual(expect.any(String));
    await t.team.run(deleteKey, { id: key.id });
    expect((await stream.next("change")).data.keys).toEqual([{ keyId: key.id, versions: [] }]);
    expect(JSON.stringify(stream.events)).not.toContain(stranger.workspace.id);
  });
  it("[0-26] [0-29] hears of a new signing key within a second, with the whole head", async () => {
    const { stream, head, outpost } = await connected();
    await t.team.run(rotateSigningKey, { bits: 2048 });
    const madeAt = performance.now();
    const { data } = await stream.next("change", ({ head: fresh }) => fresh !== null);
    expect(performance.now() - madeAt).toBeLessThan(1_000);
    expect(bundleHead.parse(data.head)).toMatchObject({
      revision: data.revision,
      outpost: { id: outpost.id, name: outpost.name },
    });
    expect(data.head.signing_keys).toHaveLength(1);
    expect(data.head.signing_keys[0].kid).not.toBe(head.signing_keys[0].kid);
  });
  it("hears that a token was revoked", async () => {
    const key = await t.team.issue({ scopes: ["tokens:exchange"] });
    const { stream } = await connected();
    const { json } = await t.gate.call("POST", "/v1/token", { key: key.text, body: {} });
    const revoked = await t.gate.call("POST", `/w/${t.team.workspace.slug}/oauth/revoke`, {
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization: `Basic ${Buffer.from(`${key.publicId}:${key.text}`).toString("base64")}`,
      },
      body: new URLSearchParams({ token: json.token }).toString(),
    });
    expect(revoked.status).toBe(200);
    const { jti } = JSON.parse(Buffer.from(json.token.split(".")[1], "base64url").toString());
    const { data } = await stream.next("change");
    expect(data.head.revoked_tokens).toContainEqual({ jti, until: expect.any(String) });
  });
  it("gets a beat at once and each second, which names the newest revision, also that of a neighbour's change", async () => {
    const { stream, head } = await connected();
    const first = beatEvent.parse((await stream.next("beat")).data);
    expect(first.revision).toBeGreaterThanOrEqual(head.revision);
    expect(Math.abs(Date.now() - Date.parse(first.at))).toBeLessThan(2_000);
    await new Team(await makeWorkspace(t.hub.db)).issue();
    const startedAt = performance.now();
    await stream.next("beat", ({ revision }) => revision > first.revision);
    await stream.next("beat");
    expect(performance.now() - startedAt).toBeLessThan(3_500);
    const beats = stream.events
      .filter(({ event }) => event === "beat")
      .map(({ data }) => Date.parse(data.at));
    expect(beats).toEqual([...beats].sort((a, b) => a - b));
  });
  it("is told first what it missed, and nothing twice", async () => {
    const outpost = await enrol();
    const { head } = await bundle(outpost);
    const [one, two] = [await t.team.issue(), await t.team.issue()];
    await t.team.run(disableKey, { id: one.id });
    const stream = await listen(outpost, head.revision);
    const missed = await stream.next("change");
    expect(new Set(missed.data.keys.map(({ keyId }: { keyId: string }) => keyId))).toEqual(
      new Set([one.id, two.id]),
    );
    await t.team.run(disableKey, { id: two.id });
    const next = await stream.next("change");
    expect(next.data.keys.map(({ keyId }: { keyId: string }) => keyId)).toEqual([two.id]);
    const told = stream.events.filter(({ event }) => event === "change").map(({ id }) => Number(id));
    expect(told).toEqual([missed.data.revision, next.data.revision]);
  });
  it("misses nothing of what changes while it begins", async () => {
    const outpost = await enrol();
    const { head } = await bundle(outpost);
    const keys = Array.from({ length: 12 }, () => t.team.issue());
    const stream = await listen(outpost, head.revision);
    const ids = (await Promise.all(keys)).map(({ id }) => id);
    await expect
      .poll(() => {
        const heard = stream.events.filter(({ event }) => event === "change");
        return new Set(heard.flatMap(({ data }) => data.keys.map(({ keyId }: { keyId: string }) => keyId)));
      })
      .toEqual(new Set(ids));
  });
  it("is told to fetch the bundle where it cannot follow", async () => {
    const outpost = await enrol();
    const { head } = await bundle(outpost);
    for (const [since, generation] of [
      [head.revision, 2],
      [head.revision + 1_000, 1],
    ] as const) {
      const url = `${SELF}/events?generation=${generation}&since=${since}`;
      expect(await t.gate.call("GET", url, { key: outpost.token })).toMatchObject({
        status: 409,
        json: { code: "bundle_needed" },
      });
    }
  });
  it.each([
    "",
    "?generation=1",
    "?generation=1&since=x",
    "?generation=-1&since=0",
    "?generation=1&since=0&more=1",
  ])("with the address %j is told what is wrong with it", async (search) => {
    const outpost = await enrol();
    const reply = await t.gate.call("GET", `${SELF}/events${search}`, { key: outpost.token });
    expect(reply).toMatchObject({ status: 400, json: { code: "invalid" } });
  });
  it("[0-30] [0-31] is told of a reset of its own or of all, and comes again with the new generation", async () => {
    const [one, other] = [await connected(), await connected()];
    await t.team.run(resetOutpost, { id: one.outpost.id });
    expect((await one.stream.next("reset")).data).toEqual({ generation: 2 });
    await expect.poll(() => one.stream.ended()).toBe(true);
    expect(other.stream.ended()).toBe(false);
    const { head } = await bundle(one.outpost);
    const again = await listen(one.outpost, head.revision, 2);
    expect(again.status).toBe(200);
    await t.team.run(resetAllOutposts, {});
    expect((await again.next("reset")).data).toEqual({ generation: 3 });
    expect((await other.stream.next("reset")).data).toEqual({ generation: 2 });
  });
  it("at another gate hears of it too; and is sent away when that gate stops, or lost the feed", async () => {
    const wire = await openWire(t.hub.url);
    const far = await openGate(wire.url, "gate 2");
    try {
      const { stream, outpost } = await connected(far);
      const key = await t.team.issue();
      await stream.next("change", ({ keys }) => keys[0]?.keyId === key.id);
      await stream.next("beat");
      wire.cut();
      await expect.poll(async () => (await far.gate.ready()).checks.feed, { timeout: 3_000 }).toBe(false);
      const silentFrom = stream.events.length;
      const refused = await listen(outpost, 0, 1, far);
      expect(refused.status).toBe(503);
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      expect(stream.events.slice(silentFrom)).toEqual([]);
      wire.mend();
      await expect.poll(() => stream.ended(), { timeout: 3_000 }).toBe(true);
      await expect.poll(async () => (await far.gate.ready()).checks.feed, { timeout: 3_000 }).toBe(true);
      const { head } = await bundle(outpost);
      const again = await listen(outpost, head.revision, 1, far);
      await again.next("beat");
      far.gate.endStreams();
      await expect.poll(() => again.ended()).toBe(true);
      expect((await listen(outpost, head.revision, 1, far)).status).toBe(503);
    } finally {
      wire.mend();
      await far.close();
      wire.close();
    }
  });
});

describe("a receipt", () => {
  const shown = async ({ id }: Enrolled) =>
    done(await runQuery(listOutpostsOf, t.team.workspace.as(), {})).outposts.find((one) => one.id === id);
  it("is taken, and shown in the list", async () => {
    const { outpost, head } = await connected();
    expect(await shown(outpost)).toMatchObject({ state: "unknown" });
    const reply = await report(outpost, {
      revision: head.revision,
      kids: [head.signing_keys[0].kid],
      clock_skew_ms: -1_200,
      requests: { allowed: 5, denied: 1 },
    });
    expect([reply.status, reply.text]).toEqual([204, ""]);
    expect(await shown(outpost)).toMatchObject({
      state: "online",
      appliedRevision: head.revision,
      kids: [head.signing_keys[0].kid],
      clockSkewMs: -1_200,
      requestsAllowed: 5,
      requestsDenied: 1,
    });
    await report(outpost, { revision: head.revision, requests: { allowed: 5, denied: 1 } });
    expect(await shown(outpost)).toMatchObject({ requestsAllowed: 5 });
  });
  it("may be larger than other bodies, and is refused with a sentence where it is not as agreed", async () => {
    const outpost = await enrol();
    const at = "2026-04-01T09:00:00Z";
    const row = () => ({
      keyId: randomUUID(),
      versionId: randomUUID(),
      hour: at,
      outcome: "valid",
      calls: 1,
      lastAt: at,
    });
    const rows = Array.from({ length: 1_500 }, row);
    expect((await report(outpost, { usage: { batch: 1, rows, callers: [] } })).status).toBe(204);
    const send = (body: unknown, headers = {}) =>
      t.gate.call("POST", `${SELF}/receipts`, { key: outpost.token, body, headers });
    expect((await send("{")).status).toBe(400);
    expect((await send([])).status).toBe(400);
    expect((await send(outpostReceipt({ revision: -1 }))).json.errors).toHaveProperty("revision");
    expect((await send({ ...outpostReceipt(), more: 1 })).status).toBe(400);
    expect((await send("x=1", { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(outpostReceipt({ version: "x".repeat(1_100_000) }))).status).toBe(413);
    const wrong = await t.gate.call("GET", `${SELF}/receipts`, { key: outpost.token });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
