/** A rotation of the signing key with overlap, as programs see it: over HTTP, with tokens and the published keys alone. */
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { prepareNextSigningKey } from "@/lib/services/signing-keys/prepare-next";
import { promoteNextSigningKey } from "@/lib/services/signing-keys/promote";
import { retireSigningKey } from "@/lib/services/signing-keys/retire";
import { rollBackSigningKey } from "@/lib/services/signing-keys/roll-back";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { done, makeWorkspace } from "@/lib/services/testing/workspace";
import { openTeam, Team, type TestKey } from "../testing/open-gate";
import { promised } from "../testing/promised";

let home: Awaited<ReturnType<typeof openTeam>>;
let team: Team;
let integration: TestKey;
let verifier: TestKey;
let old: { id: string; kid: string };
beforeAll(async () => {
  home = await openTeam();
});
afterAll(() => home?.close());
beforeEach(async () => {
  team = new Team(await makeWorkspace(home.hub.db, ["orders:write"]));
  integration = await team.issue({ scopes: ["tokens:exchange", "orders:write"] });
  verifier = await team.issue({ scopes: ["keys:verify"] });
  old = await team.run(generateSigningKey, { bits: 2048 });
});

const bits = { bits: 2048 as const };
const wellKnown = (path: string) => home.gate.call("GET", `/w/${team.workspace.slug}/.well-known/${path}`);
const kids = async () => (await wellKnown("jwks.json")).json.keys.map(({ kid }: { kid: string }) => kid);
const token = async (): Promise<string> =>
  (await home.gate.call("POST", "/v1/token", { key: integration.text, body: {} })).json.token;
const kidOf = (text: string) => JSON.parse(Buffer.from(text.split(".")[0]!, "base64url").toString()).kid;
const counts = async (text: string): Promise<boolean> => {
  const authorization = `Basic ${btoa(`${verifier.publicId}:${verifier.text}`)}`;
  const reply = await home.gate.call("POST", `/w/${team.workspace.slug}/oauth/introspect`, {
    headers: { "content-type": "application/x-www-form-urlencoded", authorization },
    body: new URLSearchParams({ token: text }).toString(),
  });
  expect(reply.status).toBe(200);
  return reply.json.active;
};
const strangerTakes = (text: string) =>
  jwtVerify(
    text,
    createRemoteJWKSet(new URL(`${home.gate.url}/w/${team.workspace.slug}/.well-known/jwks.json`)),
    {
      typ: "at+jwt",
      algorithms: ["RS256"],
    },
  ).then(
    () => true,
    () => false,
  );
const taken = async (text: string) => [await counts(text), await strangerTakes(text)];

it("[0-26] the next key is published, as a JWK and as PEM, before it signs; the one that signs comes first", async () => {
  const next = await team.run(prepareNextSigningKey, bits);
  await expect.poll(kids).toEqual([old.kid, next.kid]);
  for (const { kid } of [old, next])
    expect((await wellKnown(`keys/${kid}.pem`)).text).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  expect(kidOf(await token())).toBe(old.kid);
  await team.run(promoteNextSigningKey, { id: next.id });
  await expect.poll(async () => kidOf(await token())).toBe(next.kid);
  expect(await kids()).toEqual([next.kid, old.kid]);
});

it("tokens of the key before are good in the drain, and refused after it, with no job and no word from anybody", async () => {
  const before = await token();
  const next = await team.run(prepareNextSigningKey, bits);
  // The drain of a change that was twenty minutes ago ends in nine seconds; but for the ledger, which knows the token.
  await expect
    .poll(async () => (await home.hub.sql`delete from token_ledger where signing_key_id = ${old.id}`).count)
    .toBe(1);
  const now = new Date(Date.now() - 20 * 60_000 + 8_000);
  done(await runCommand(promoteNextSigningKey, team.workspace.as(undefined, now), { id: next.id }));
  const after = await token();
  expect([await taken(before), await taken(after)]).toEqual([
    [true, true],
    [true, true],
  ]);
  await expect.poll(() => taken(before), { timeout: 15_000 }).toEqual([false, false]);
  expect(await taken(after)).toEqual([true, true]);
  expect(await kids()).toEqual([next.kid]);
  expect((await wellKnown(`keys/${old.kid}.pem`)).status).toBe(404);
});

it("after a roll back the old key signs, and tokens of both are good", async () => {
  const next = await team.run(prepareNextSigningKey, bits);
  await team.run(promoteNextSigningKey, { id: next.id });
  await expect.poll(async () => kidOf(await token())).toBe(next.kid);
  const meanwhile = await token();
  await team.run(rollBackSigningKey, { id: old.id });
  await expect.poll(async () => kidOf(await token())).toBe(old.kid);
  expect([await taken(meanwhile), await taken(await token())]).toEqual([
    [true, true],
    [true, true],
  ]);
  expect(await kids()).toEqual([old.kid, next.kid]);
});

it("a drain that is ended by hand refuses the tokens at once", async () => {
  const before = await token();
  const next = await team.run(prepareNextSigningKey, bits);
  await team.run(promoteNextSigningKey, { id: next.id });
  expect(await taken(before)).toEqual([true, true]);
  await team.run(retireSigningKey, { id: old.id });
  expect(await taken(before)).toEqual([false, false]);
});

it("[0-28] a key that is replaced at once takes the next one and the one before with it, and all their tokens", async () => {
  const first = await token();
  const next = await team.run(prepareNextSigningKey, bits);
  await team.run(promoteNextSigningKey, { id: next.id });
  await expect.poll(async () => kidOf(await token())).toBe(next.kid);
  const second = await token();
  expect([await taken(first), await taken(second)]).toEqual([
    [true, true],
    [true, true],
  ]);
  const only = await team.run(rotateSigningKey, bits);
  expect([await taken(first), await taken(second)]).toEqual([
    [false, false],
    [false, false],
  ]);
  expect(await kids()).toEqual([only.kid]);
  expect(await taken(await token())).toEqual([true, true]);
});

describe("the management API", () => {
  const call = async (method: string, path: string, key: TestKey, body?: object) => {
    const reply = await home.gate.call(method, `/v1/signing-keys${path}`, { key: key.text, body });
    if (reply.status < 300) promised(method, `/v1/signing-keys${path}`, reply.json);
    return reply;
  };

  it("rotates with overlap from the first call to the last", async () => {
    const key = await team.issue({ scopes: ["signing-keys:read", "signing-keys:write"] });
    const made = await call("POST", "/rotate-with-overlap", key, bits);
    expect([made.status, made.json.receipt]).toEqual([201, undefined]);
    const { id, kid } = made.json;
    expect((await call("GET", "", key)).json.keys).toMatchObject([
      { id, kid, state: "next", activated_at: null, public_pem: expect.stringContaining("PUBLIC KEY") },
      { kid: old.kid, state: "active" },
    ]);
    const waiting = await call("GET", "/rotation", key);
    expect(waiting.json).toMatchObject({
      next: { kid },
      active: { kid: old.kid },
      refusal: null,
      outposts: [],
    });
    const again = await call("POST", "/rotate-with-overlap", key, bits);
    expect([again.status, again.json.code]).toEqual([409, "signing_key_has_next"]);
    expect((await call("POST", `/${id}/promote`, key, {})).status).toBe(200);
    const drains = await call("GET", "/rotation", key);
    expect(drains.json).toMatchObject({
      next: null,
      active: { kid },
      draining: { kid: old.kid, tokens: 0, retires_at: expect.any(String) },
      refusal: "signing_key_no_next",
    });
    expect((await call("POST", `/${old.id}/roll-back`, key)).json).toEqual(old);
    const retired = await call("POST", `/${id}/retire`, key);
    expect(retired.json).toMatchObject({ id, kid, receipt: { silent: [] } });
    const next = await call("POST", "/rotate-with-overlap", key, bits);
    expect((await call("POST", `/${next.json.id}/withdraw`, key)).status).toBe(200);
    const rotated = await call("POST", "/rotate", key, bits);
    expect([rotated.status, rotated.json.receipt.silent]).toEqual([201, []]);
    const states = (await call("GET", "", key)).json.keys.map(({ state }: { state: string }) => state);
    expect(states).toEqual(["active", "retired", "retired", "retired"]);
  });

  it("changes nothing for a key that may only read, and tells nothing to one that may not", async () => {
    const reader = await team.issue({ scopes: ["signing-keys:read"] });
    const nobody = await team.issue({ scopes: ["keys:read"] });
    for (const [path, body] of [
      ["", bits],
      ["/rotate", bits],
      ["/rotate-with-overlap", bits],
      [`/${old.id}/promote`, {}],
      [`/${old.id}/withdraw`, undefined],
      [`/${old.id}/roll-back`, undefined],
      [`/${old.id}/retire`, undefined],
    ] as const) {
      const reply = await call("POST", path, reader, body);
      expect([path, reply.status, reply.json.code]).toEqual([path, 403, "insufficient_scope"]);
    }
    expect((await call("GET", "", reader)).json.keys).toHaveLength(1);
    for (const path of ["", "/rotation"]) expect((await call("GET", path, nobody)).status).toBe(403);
  });

  it("does not know another team's key", async () => {
    const other = new Team(await makeWorkspace(home.hub.db));
    const key = await other.issue({ scopes: ["signing-keys:read", "signing-keys:write"] });
    for (const move of ["promote", "withdraw", "roll-back", "retire"]) {
      const body = move === "promote" ? {} : undefined;
      expect([move, (await call("POST", `/${old.id}/${move}`, key, body)).status]).toEqual([move, 404]);
    }
  });
});
