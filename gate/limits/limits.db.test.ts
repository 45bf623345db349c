import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { openGate, openTeam, type TestGate, type TestKey } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
let gate: TestGate;
const told: { facts: object; message: string }[] = [];
const log = {
  debug() {},
  info: (facts: object, message: string) => void told.push({ facts, message }),
  warn() {},
  error() {},
};
let revoked: TestKey;

beforeAll(async () => {
  t = await openTeam();
  revoked = await t.team.issue();
  await t.team.run(revokeKey, { id: revoked.id, reason: "leaked" });
});
afterAll(() => t.close());
beforeEach(async () => {
  told.length = 0;
  gate = await openGate(t.hub.url, "limited", log, {
    limits: { badKeysPerMinute: 20, callsPerMinute: 30 },
  });
});
afterEach(() => gate.close());

const whoami = (key: string) => gate.call("GET", "/v1/whoami", { key });
const times = <T>(count: number, call: () => Promise<T>) => Promise.all(Array.from({ length: count }, call));
const statuses = (replies: { status: number }[]) =>
  Object.fromEntries(
    [...new Set(replies.map((reply) => reply.status))].map((status) => [
      status,
      replies.filter((reply) => reply.status === status).length,
    ]),
  );

describe("an address that sends bad keys", () => {
  test("gets 429 with Retry-After once it sent too many, the same for every cause", async () => {
    expect(statuses(await times(25, () => whoami(revoked.text)))).toEqual({ 401: 20, 429: 5 });
    const unknown = (await t.team.issue()).text;
    await t.hub.sql`update key_versions set digest = null where public_id = ${unknown.split("_")[2]!}`;
    const replies = [
      await whoami(revoked.text),
      await whoami(unknown),
      await whoami(unknown.slice(0, -3)),
      await gate.call("POST", "/v1/keys/verify", { key: revoked.text, body: { key: "whatever" } }),
      await gate.call("GET", "/v1/keys", { key: revoked.text }),
    ];
    expect(statuses(replies)).toEqual({ 429: 5 });
    const bodies = replies.map((reply) => ({ ...reply.json, request_id: "" }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ status: 429, code: "too_many_bad_keys", title: "Too many requests" });
    expect(replies[0]!.headers.get("content-type")).toBe("application/problem+json");
    expect(Number(replies[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("does not keep the holder of a good key behind the same address from anything", async () => {
    await times(60, () => whoami(revoked.text));
    // Good keys that are in no memory yet, and one that verifies: all are let in.
    const fresh = await t.team.issue({ scopes: ["keys:read"] });
    expect((await whoami(fresh.text)).status).toBe(200);
    expect((await gate.call("GET", "/v1/keys", { key: fresh.text })).status).toBe(200);
    const asked = await gate.call("POST", "/v1/keys/verify", {
      key: t.verifier.text,
      body: { key: revoked.text },
    });
    expect(asked).toMatchObject({ status: 200, json: { valid: false, code: "revoked" } });
  });

  test("still leaves the owner the count of its tries, and the log a line in a minute", async () => {
    const key = await t.team.issue();
    await t.team.run(revokeKey, { id: key.id, reason: "leaked" });
    await times(40, () => whoami(key.text));
    await expect
      .poll(
        async () => (await t.hub.sql`select sum(calls)::int as n from usage where key_id = ${key.id}`)[0]!.n,
        {
          timeout: 4_000,
        },
      )
      .toBe(40);
    const lines = () => told.filter(({ message }) => message.includes("refused in the last minute"));
    await expect.poll(() => lines().length, { timeout: 4_000 }).toBe(1);
    expect(JSON.stringify(lines())).not.toContain(key.publicId);
  });
});

describe("a key that calls too often", () => {
  test("gets 429, and no other key does", async () => {
    const busy = await t.team.issue({ scopes: ["keys:read"] });
    const calm = await t.team.issue();
    expect(statuses(await times(35, () => whoami(busy.text)))).toEqual({ 200: 30, 429: 5 });
    const reply = await gate.call("GET", "/v1/keys", { key: busy.text });
    expect(reply).toMatchObject({ status: 429, json: { code: "too_many_calls" } });
    expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await whoami(calm.text)).status).toBe(200);
  });

  test("gets no tokens either, at none of their endpoints", async () => {
    const { slug } = t.team.workspace;
    const key = await t.team.issue({ scopes: ["tokens:exchange"] });
    const tokens = () => gate.call("POST", "/v1/token", { key: key.text, body: {} });
    expect(statuses(await times(35, tokens))).toEqual({ 422: 30, 429: 5 });
    for (const what of ["token", "revoke"]) {
      const form = { grant_type: "client_credentials", client_id: key.publicId, client_secret: key.text };
      const reply = await gate.call("POST", `/w/${slug}/oauth/${what}`, {
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(form).toString(),
      });
      expect(reply).toMatchObject({ status: 429, json: { error: "temporarily_unavailable" } });
      expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
    }
  });

  test("may verify as often as it likes: those are its users' calls", async () => {
    const key = await t.team.issue();
    const replies = await times(100, () =>
      gate.call("POST", "/v1/keys/verify", { key: t.verifier.text, body: { key: key.text } }),
    );
    expect(statuses(replies)).toEqual({ 200: 100 });
  });

  test("cannot be brought there by somebody who knows its public id alone", async () => {
    const key = await t.team.issue();
    const forged = key.text.replace(/.{20}$/, "A".repeat(20));
    await times(50, () => whoami(forged));
    expect((await whoami(key.text)).status).toBe(200);
  });
});
