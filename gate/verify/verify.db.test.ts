import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyAnswer } from "@/lib/contracts/verify";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { editKey } from "@/lib/services/access-keys/edit";
import { enableKey } from "@/lib/services/access-keys/enable";
import { regenerateKey } from "@/lib/services/access-keys/regenerate";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { lookupDiagnostic } from "@/lib/services/diagnostics/lookup";
import { runQuery } from "@/lib/services/run-query";
import { makeWorkspace } from "@/lib/services/testing/workspace";
import { FAULT_SENTENCES, VERDICT_SENTENCES } from "@/lib/verdict-messages";
import { openTeam, Team } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());

const yearsAgo = new Date(Date.now() - 3 * 365 * 86_400_000);

describe("a trusted caller is told of each key its own answer", () => {
  test("a good key is valid, with all that a program needs to know of it", async () => {
    const key = await t.team.issue({ scopes: ["orders:write"], expiration: "never" });
    const answer = await t.verify({ key: key.text, scopes: ["orders:write"], environment: "production" });
    expect(answer).toEqual({
      valid: true,
      code: "valid",
      key: {
        id: key.id,
        public_id: key.publicId,
        version: 1,
        kind: "access",
        name: "Key with orders:write",
        environment: "production",
        scopes: ["orders:write"],
        expires_at: null,
        owner: { kind: "workspace", id: t.team.workspace.id, slug: t.team.workspace.slug },
      },
    });
    expect(verifyAnswer.safeParse(answer).success).toBe(true);
  });

  test("a revoked key is revoked, from the first call after the revocation [2-12]", async () => {
    const key = await t.team.issue();
    expect(await t.verify({ key: key.text })).toMatchObject({ valid: true });
    await t.team.run(revokeKey, { id: key.id, reason: "leaked" });
    expect(await t.verify({ key: key.text })).toMatchObject({
      valid: false,
      code: "revoked",
      message: VERDICT_SENTENCES.revoked,
      key: { id: key.id },
    });
  });

  test("a disabled key is suspended until it is enabled again", async () => {
    const key = await t.team.issue();
    await t.team.run(disableKey, { id: key.id });
    expect(await t.verify({ key: key.text })).toMatchObject({ valid: false, code: "suspended" });
    await t.team.run(enableKey, { id: key.id });
    await expect.poll(async () => (await t.verify({ key: key.text })).code).toBe("valid");
  });

  test("an expired key is expired [4-29]", async () => {
    const key = await t.team.issue({ expiration: "365", now: yearsAgo });
    expect(await t.verify({ key: key.text })).toMatchObject({
      code: "expired",
      key: { id: key.id, expires_at: new Date(yearsAgo.getTime() + 365 * 86_400_000).toISOString() },
    });
  });

  test("a deleted key is unknown, and said to be deleted [0-17]", async () => {
    const key = await t.team.issue();
    expect(await t.verify({ key: key.text })).toMatchObject({ valid: true });
    await t.team.run(deleteKey, { id: key.id });
    const answer = await t.verify({ key: key.text });
    expect(answer).toMatchObject({ valid: false, code: "unknown", hint: "deleted" });
    expect(answer.key).toBeUndefined();
  });

  test("the text of before a regeneration is revoked, the new one is good and its second version", async () => {
    const key = await t.team.issue();
    const fresh = await t.team.run(regenerateKey, { id: key.id });
    expect(await t.verify({ key: key.text })).toMatchObject({ code: "revoked", key: { version: 1 } });
    expect(await t.verify({ key: fresh.secret!.reveal() })).toMatchObject({
      code: "valid",
      key: { version: 2 },
    });
  });

  test.each([
    ["cut", (text: string) => text.slice(0, -9), "cut"],
    ["cut within its public id", (text: string) => text.slice(0, 20), "cut"],
    ["quoted", (text: string) => `"${text}"`, "quoted"],
    ["mistyped", (text: string) => text.slice(0, -1) + (text.endsWith("0") ? "1" : "0"), "mistyped"],
    ["pasted with a line break", (text: string) => `${text}\n`, "spaces"],
    ["longer than a key", (text: string) => `${text}x`, "too_long"],
    ["no key at all", () => "hunter2", "not_a_key"],
    ["a token", () => `eyJhbGciOiJSUzI1NiJ9.${"eyJzdWIiOiIxIn0".repeat(20)}.c2ln`, "token"],
    ["empty", () => "", "empty"],
    ["full of NUL and lone surrogates", () => "\u0000\ud800", "not_a_key"],
  ] as const)("a key that is %s is malformed, with its fault", async (_, broken, fault) => {
    const key = await t.team.issue();
    expect(await t.verify({ key: broken(key.text) })).toEqual({
      valid: false,
      code: "malformed",
      message: FAULT_SENTENCES[fault],
      hint: fault,
      diagnostic_id: expect.stringMatching(/^dx_[0-9A-Za-z]{14}$/),
    });
  });

  test("a well-made text of nobody's is unknown", async () => {
    const stranger = await foreignKey();
    const answer = await t.verify({ key: stranger.text });
    expect(answer).toEqual({
      valid: false,
      code: "unknown",
      message: VERDICT_SENTENCES.unknown,
      diagnostic_id: expect.any(String),
    });
  });

  test("a public id with another secret is unknown, and said to have the wrong secret", async () => {
    const key = await t.team.issue();
    await t.team.run(regenerateKey, { id: key.id });
    // The digest of the old version is gone as if the text had been invented by somebody who knows public ids.
    await t.hub.sql`update key_versions set digest = null where public_id = ${key.publicId}`;
    expect(await t.verify({ key: key.text })).toMatchObject({ code: "unknown", hint: "wrong_secret" });
  });

  test("a key of another environment is told so [2-07]", async () => {
    const key = await t.team.issue({ environment: "production" });
    expect(await t.verify({ key: key.text, environment: "staging" })).toMatchObject({
      code: "wrong_environment",
      key: { environment: "production" },
    });
    expect(await t.verify({ key: key.text, environment: "staging" })).not.toHaveProperty("hint");
    const nowhere = await t.verify({ key: key.text, environment: "nowhere" });
    expect(nowhere).toMatchObject({ code: "wrong_environment", hint: "environment_not_declared" });
    expect(nowhere.message).toContain("This workspace declares no environment nowhere.");
  });

  test("a key without a needed scope is told which [4-09]", async () => {
    const key = await t.team.issue({ scopes: ["orders:read"] });
    const answer = await t.verify({ key: key.text, scopes: ["orders:read", "orders:write"] });
    expect(answer).toMatchObject({
      valid: false,
      code: "insufficient_scope",
      key: { scopes: ["orders:read"] },
    });
    expect(answer.message).toContain("orders:write");
    expect(answer).not.toHaveProperty("hint");
  });

  test("a scope that nobody declared is named as one that no key could hold", async () => {
    const key = await t.team.issue({ scopes: ["orders:read"] });
    const answer = await t.verify({ key: key.text, scopes: ["orders:write", "orders:wirte"] });
    expect(answer).toMatchObject({ code: "insufficient_scope", hint: "scope_not_declared" });
    expect(answer.message).toContain("This workspace declares no scope orders:wirte.");
    expect(verifyAnswer.safeParse(answer).success).toBe(true);
  });

  test("the owner reads by the diagnostic id which environment or which scopes were asked for", async () => {
    const key = await t.team.issue({ environment: "production", scopes: ["orders:read"] });
    const refused = [
      [{ environment: "staging" }, "wrong_environment", ["staging"]],
      [{ environment: "nowhere" }, "environment_not_declared", ["nowhere"]],
      [{ scopes: ["orders:read", "orders:write"] }, "insufficient_scope", ["orders:write"]],
      [{ scopes: ["orders:write", "orders:wirte"] }, "scope_not_declared", ["orders:wirte"]],
    ] as const;
    for (const [asked, cause, names] of refused) {
      const { diagnostic_id: id } = await t.verify({ key: key.text, ...asked });
      const look = () => runQuery(lookupDiagnostic, t.team.workspace.as(), { id });
      await expect.poll(look).toMatchObject({ value: { cause, names, keyId: key.id } });
    }
  });

  test("a new name is told from the next call on", async () => {
    const key = await t.team.issue();
    await t.verify({ key: key.text });
    await t.team.run(editKey, { id: key.id, name: "Renamed" });
    await expect.poll(async () => (await t.verify({ key: key.text })).key.name).toBe("Renamed");
  });
});

async function foreignKey() {
  return new Team(await makeWorkspace(t.hub.db)).issue();
}

describe("workspaces do not meet", () => {
  test("another workspace's good key is unknown, counts nothing and is not described", async () => {
    const stranger = await foreignKey();
    expect(await t.verify({ key: stranger.text })).not.toHaveProperty("key");
    const [row] = await t.hub.sql`select count(*)::int as n from usage where key_id = ${stranger.id}`;
    expect(row).toEqual({ n: 0 });
  });
});

describe("who may ask", () => {
  test("a key without keys:verify is forbidden", async () => {
    const caller = await t.team.issue({ scopes: ["keys:read"] });
    const reply = await t.gate.call("POST", "/v1/keys/verify", { key: caller.text, body: { key: "x" } });
    expect(reply.status).toBe(403);
    expect(reply.json).toMatchObject({ code: "insufficient_scope", request_id: expect.any(String) });
  });

  test("nobody without a key", async () => {
    const reply = await t.gate.call("POST", "/v1/keys/verify", { body: { key: "x" } });
    expect(reply.status).toBe(401);
    expect(reply.headers.get("www-authenticate")).toBeNull();
  });
});

describe("what a caller sends", () => {
  const send = (body: unknown, headers?: Record<string, string>) =>
    t.gate.call("POST", "/v1/keys/verify", { key: t.verifier.text, body, headers });

  test.each([
    ["no key", {}, "key"],
    ["a key that is a number", { key: 7 }, "key"],
    ["a key of 5,000 characters", { key: "x".repeat(5_000) }, "key"],
    ["scopes that are no list", { key: "x", scopes: "orders:write" }, "scopes"],
    ["a scope that is none", { key: "x", scopes: ["Orders Write"] }, "scopes.0"],
    ["65 scopes", { key: "x", scopes: Array(65).fill("a:b") }, "scopes"],
    ["an environment with a NUL", { key: "x", environment: "\u0000" }, "environment"],
    ["a source that is a text", { key: "x", source: "127.0.0.1" }, "source"],
    ["a source's address that is too long", { key: "x", source: { ip: "1".repeat(46) } }, "source.ip"],
    ["a field that does not exist", { key: "x", sudo: true }, "sudo"],
    ["a list", [], ""],
    ["nothing", null, ""],
  ])("%s is a 400 that names the field", async (_, body, field) => {
    const reply = await send(body);
    expect(reply.status).toBe(400);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    expect(Object.keys(reply.json.errors)).toContain(field);
  });

  test("what is no JSON is a 400", async () => {
    expect((await send("{key:")).status).toBe(400);
    expect((await send("")).status).toBe(400);
  });

  test("another type than JSON is a 415, a body above 64 KiB a 413, another method a 405", async () => {
    expect((await send("key=x", { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(JSON.stringify({ key: "x".repeat(66_000) }))).status).toBe(413);
    const reply = await t.gate.call("GET", "/v1/keys/verify", { key: t.verifier.text });
    expect(reply.status).toBe(405);
    expect(reply.headers.get("allow")).toBe("POST");
  });

  test("no answer is ever kept by a cache, guessed at or run by a browser, or asked for without TLS", async () => {
    const paths = ["/healthz", "/readyz", "/v1/whoami", "/v1/openapi.json", "/v1/nothing"];
    const others = await Promise.all(paths.map((path) => t.gate.call("GET", path)));
    for (const reply of [await send({ key: "x" }), await send({}), ...others]) {
      expect(reply.headers.get("strict-transport-security")).toBe("max-age=31536000");
      expect(reply.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(reply.headers.get("cache-control")).toBe("no-store");
      expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
      expect(reply.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(reply.headers.get("x-powered-by")).toBeNull();
    }
  });
});
