import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { suspendSubscription } from "@/lib/services/subscriptions/close";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { openTeam } from "./testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
  await t.team.run(generateSigningKey, { bits: 2048 });
}, 60_000);
afterAll(() => t.close());

async function keySet(authType: string) {
  const made = await makeKeySetOf(t.team.workspace, { authType });
  const { secret, publicId } = await t.team.run(retrieveKeySetCredentials, { id: made.id });
  return { ...made, slug: made.api.slug, text: secret!.reveal(), publicId };
}
const token = (id: string, secret: string) =>
  fetch(`${t.gate.url}/w/${t.team.workspace.slug}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: secret }),
  });

test("[1-18] [1-29] a key set is good for the APIs it is subscribed to, in its environment, and is told what to name", async () => {
  const set = await keySet("api_key");
  const other = await keySet("api_key");
  const asked = { key: set.text, environment: "production", api: set.slug };
  expect(await t.verify(asked)).toMatchObject({ valid: true, key: { kind: "key_set", id: set.id } });
  expect(await t.verify({ ...asked, api: other.slug })).toMatchObject({ code: "not_subscribed" });
  expect(await t.verify({ ...asked, api: undefined })).toMatchObject({
    code: "not_subscribed",
    hint: "name_api",
  });
  expect(await t.verify({ ...asked, environment: undefined })).toMatchObject({
    code: "wrong_environment",
    hint: "name_environment",
  });
  expect(await t.verify({ ...asked, environment: "staging" })).toMatchObject({ code: "wrong_environment" });
});

test("[1-32] calls with a suspended key set, or one whose subscription is suspended, end in an error at once", async () => {
  const set = await keySet("api_key");
  const asked = { key: set.text, environment: "production", api: set.slug };
  expect(await t.verify(asked)).toMatchObject({ valid: true });
  await t.team.run(suspendSubscription, { id: set.subscription.id });
  expect(await t.verify(asked)).toMatchObject({ code: "not_subscribed" });
  const second = await keySet("api_key");
  await t.team.run(suspendKeySet, { id: second.id });
  expect(await t.verify({ ...asked, key: second.text, api: second.slug })).toMatchObject({
    code: "suspended",
  });
});

test("client credentials of a key set get a token without a scope; other key sets, and a wrong id, get none", async () => {
  const set = await keySet("oauth2_client_credentials");
  const answer = await token(set.publicId, set.text);
  expect([answer.status, await answer.json()]).toMatchObject([200, { token_type: "Bearer" }]);
  expect(await t.verify({ key: set.text, environment: "production", api: set.slug })).toMatchObject({
    code: "not_subscribed",
    hint: "exchange_for_token",
  });
  for (const authType of ["api_key", "basic"]) {
    const refused = await keySet(authType);
    const reply = await token(refused.publicId, refused.text);
    expect([reply.status, await reply.json()]).toMatchObject([400, { error: "unauthorized_client" }]);
  }
  expect((await token("0123456789abcdef", set.text)).status).toBe(401);
});

test("client credentials of a key set take back a token of their own, and nobody else's", async () => {
  const [set, other] = [await keySet("oauth2_client_credentials"), await keySet("oauth2_client_credentials")];
  const { access_token } = await (await token(set.publicId, set.text)).json();
  const taken = async (by: typeof set) => {
    const answer = await fetch(`${t.gate.url}/w/${t.team.workspace.slug}/oauth/revoke`, {
      method: "POST",
      body: new URLSearchParams({ token: access_token, client_id: by.publicId, client_secret: by.text }),
    });
    return [answer.status, (await answer.json()).error];
  };
  const { jti } = decodeJwt(access_token);
  const revoked = () => t.hub.sql`select jti from revoked_tokens where jti = ${jti!}`;
  expect(await taken(other)).toEqual([400, "invalid_grant"]);
  expect(await revoked()).toHaveLength(0);
  expect(await taken(set)).toEqual([200, undefined]);
  expect(await revoked()).toHaveLength(1);
  expect(await taken(await keySet("basic"))).toEqual([400, "unauthorized_client"]);
});

test("a key set for Basic is good with its user name alone, and an API key without one", async () => {
  const set = await keySet("basic");
  const asked = { key: set.text, environment: "production", api: set.slug };
  expect(await t.verify({ ...asked, username: set.publicId })).toMatchObject({ valid: true });
  expect(await t.verify(asked)).toMatchObject({ code: "not_subscribed", hint: "present_as_basic" });
  const wrong = await t.verify({ ...asked, username: "somebody" });
  expect([wrong.code, wrong.key]).toEqual(["unknown", undefined]);
  const other = await keySet("api_key");
  const theirs = { key: other.text, environment: "production", api: other.slug };
  expect(await t.verify({ ...theirs, username: other.publicId })).toMatchObject({
    code: "not_subscribed",
    hint: "present_whole",
  });
});

test.each([
  ["api_key", []],
  ["oauth2_client_credentials", ["token:exchange"]],
  ["basic", []],
])("whoami tells a key set of type %s what it is and may do", async (authType, permissions) => {
  const { text, id } = await keySet(authType);
  const reply = await t.gate.call("GET", "/v1/whoami", { key: text });
  expect(reply).toMatchObject({ status: 200, json: { id, kind: "key_set", scopes: [], permissions } });
});
