import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { lookupDiagnostic } from "@/lib/services/diagnostics/lookup";
import { runQuery } from "@/lib/services/run-query";
import { done, makeWorkspace } from "@/lib/services/testing/workspace";
import { FAULT_SENTENCES } from "@/lib/verdict-messages";
import { openTeam, type Reply, Team, type TestKey } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
let strangers: Team;
const bad: Record<string, TestKey> = {};

beforeAll(async () => {
  t = await openTeam();
  strangers = new Team(await makeWorkspace(t.hub.db));
  const names = ["unknown", "revoked", "expired", "deleted", "disabled"];
  for (const name of names) {
    const longAgo = name === "expired" ? new Date(Date.now() - 400 * 86_400_000) : undefined;
    bad[name] = await t.team.issue({ scopes: ["keys:verify"], expiration: "365", now: longAgo });
  }
  await t.team.run(revokeKey, { id: bad.revoked!.id, reason: "leaked" });
  await t.team.run(disableKey, { id: bad.disabled!.id });
  await t.team.run(deleteKey, { id: bad.deleted!.id });
  await t.hub.sql`update key_versions set digest = null where public_id = ${bad.unknown!.publicId}`;
});
afterAll(() => t.close());

const whoami = (key: string, headers: Record<string, string> = {}) =>
  t.gate.call("GET", "/v1/whoami", { headers: { authorization: `Bearer ${key}`, ...headers } });

const diagnosis = (reply: Reply, team = t.team) =>
  runQuery(lookupDiagnostic, team.workspace.as(), { id: reply.json.diagnostic_id });

describe("the bearer of a bad key", () => {
  test("is told one and the same whatever became of the key, but for the diagnostic id", async () => {
    for (const path of ["/v1/whoami", "/v1/keys/verify"]) {
      const replies = await Promise.all(
        Object.values(bad).map(({ text }) =>
          path === "/v1/whoami"
            ? whoami(text)
            : t.gate.call("POST", path, { key: text, body: { key: "whatever" } }),
        ),
      );
      const bodies = new Set(replies.map((reply) => reply.text.replace(reply.json.diagnostic_id, "dx_")));
      expect([...bodies]).toHaveLength(1);
      expect(new Set(replies.map((reply) => headersOf(reply))).size).toBe(1);
      expect(replies[0]!.status).toBe(401);
      expect(replies[0]!.headers.get("www-authenticate")).toBe(
        'Bearer realm="keysmith", error="invalid_token"',
      );
      expect(new Set(replies.map((reply) => reply.json.diagnostic_id)).size).toBe(replies.length);
    }
  });

  test.each([
    ["unknown", "wrong_secret"],
    ["revoked", "revoked"],
    ["expired", "expired"],
    ["deleted", "deleted"],
    ["disabled", "suspended"],
  ])("leaves the owner the cause of a refusal: %s", async (name, cause) => {
    const reply = await whoami(bad[name]!.text);
    await expect
      .poll(async () => {
        const answer = await diagnosis(reply);
        return answer.kind === "done" ? answer.value : answer.kind;
      })
      .toMatchObject({ cause, names: ["/v1/whoami"], publicId: bad[name]!.publicId, keyId: bad[name]!.id });
  });

  test("leaves the owner the path that was called, as we write it, whatever stood in its place and behind it", async () => {
    const stray = await t.team.issue();
    const { text } = bad.revoked!;
    const reply = await t.gate.call("GET", `/v1/keys/${stray.text}?key=${stray.text}`, { key: text });
    expect(reply.status).toBe(401);
    await expect.poll(async () => (await diagnosis(reply)).kind).toBe("done");
    expect(done(await diagnosis(reply))).toMatchObject({ cause: "revoked", names: ["/v1/keys/{id}"] });
  });

  test("leaves nothing that another workspace could read", async () => {
    const reply = await whoami(bad.revoked!.text);
    await expect.poll(async () => (await diagnosis(reply)).kind).toBe("done");
    expect(await diagnosis(reply, strangers)).toMatchObject({ kind: "refused", code: "not-found" });
  });

  test.each([
    ["cut", (text: string) => text.slice(0, -3), "cut"],
    ["quoted", (text: string) => `'${text}'`, "quoted"],
    ["mistyped", (text: string) => `${text.slice(0, -7)}#${text.slice(-6)}`, "mistyped"],
  ] as const)("is told when the text itself is %s, and its owner too", async (_, broken, fault) => {
    const key = await t.team.issue();
    const reply = await whoami(broken(key.text));
    expect(reply).toMatchObject({
      status: 401,
      json: { code: "malformed_key", hint: fault, detail: FAULT_SENTENCES[fault] },
    });
    await expect.poll(async () => (await diagnosis(reply)).kind).toBe("done");
    expect(done(await diagnosis(reply))).toMatchObject({ cause: fault, keyId: key.id });
  });
});

describe("where the key may stand", () => {
  test("in Authorization, X-API-Key or x-tenant-api-key, or in several of them if it is the same", async () => {
    const { text } = await t.team.issue();
    const whole = { authorization: `bearer ${text}`, "X-API-Key": text, "x-tenant-api-key": text };
    for (const headers of [
      ...Object.entries(whole).map(([name, value]) => ({ [name]: value })),
      whole,
      { authorization: "Basic cHJveHk6cHJveHk=", "x-api-key": text },
    ]) {
      expect((await t.gate.call("GET", "/v1/whoami", { headers })).status).toBe(200);
    }
  });

  test("two different keys are a 400, whichever of them is good", async () => {
    const { text } = await t.team.issue();
    const other = await t.team.issue();
    expect(await whoami(text, { "x-api-key": other.text })).toMatchObject({
      status: 400,
      json: {
        code: "several_keys",
        detail: "The request presents two different keys or tokens. Send one.",
      },
    });
  });

  test("WWW-Authenticate is for those who used that header", async () => {
    const byOwnHeader = await t.gate.call("GET", "/v1/whoami", {
      headers: { "x-api-key": bad.revoked!.text },
    });
    expect(byOwnHeader.status).toBe(401);
    expect(byOwnHeader.headers.get("www-authenticate")).toBeNull();
  });
});

describe("whoami", () => {
  test("says what the key is and may do, to the key itself alone [0-02]", async () => {
    const key = await t.team.issue({ scopes: ["keys:verify", "orders:write"] });
    expect((await whoami(key.text)).json).toEqual({
      id: key.id,
      public_id: key.publicId,
      version: 1,
      kind: "access",
      name: "Key with keys:verify, orders:write",
      workspace: t.team.workspace.slug,
      environment: "production",
      scopes: ["keys:verify", "orders:write"],
      permissions: ["key:verify"],
      expires_at: expect.stringMatching(/^20\d\d-.*Z$/),
      status: "active",
    });
  });
});

/** Everything but what differs by nature. */
function headersOf(reply: Reply): string {
  return JSON.stringify([...reply.headers].filter(([name]) => name !== "x-request-id" && name !== "date"));
}
