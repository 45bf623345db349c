import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTeam } from "@/gate/testing/open-gate";
import { readCredential } from "@/lib/domain/keys/presented";
import { Secret } from "@/lib/domain/secret";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { runQuery } from "@/lib/services/run-query";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { suspendSubscription } from "@/lib/services/subscriptions/close";
import { makeApi, makeKeySetOf, makeSubscription } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { silentLog } from "./log";
import { Outpost } from "./outpost";

let t: Awaited<ReturnType<typeof openTeam>>;
const open: Outpost[] = [];
beforeAll(async () => {
  t = await openTeam();
  await t.team.run(generateSigningKey, { bits: 2048 });
}, 60_000);
afterAll(async () => {
  for (const outpost of open) await outpost.stop();
  await t.close();
});

async function outpostOf(api: string | null) {
  const made = await t.team.run(enrolOutpost, { name: `edge ${randomUUID()}`, environment: "production" });
  const token = new Secret(made.token!.reveal());
  const parts = { stateFile: null, maxStaleSeconds: null, log: silentLog };
  const outpost = new Outpost({ hub: new URL(t.gate.url), token, api, ...parts });
  open.push(outpost);
  await outpost.start();
  await expect.poll(() => outpost.health().connected, { timeout: 5_000 }).toBe(true);
  const judged = (authorization: string) =>
    outpost.judgePresented(readCredential({ rawHeaders: ["Authorization", authorization] }), []);
  const said = async (authorization: string) => {
    const judgement = await judged(authorization);
    return judgement.ok ? "good" : (judgement.hint ?? judgement.cause ?? judgement.refusal);
  };
  return Object.assign(said, {
    id: made.id,
    outpost,
    /** Whose key set it is, as the API behind is told. */
    async application(authorization: string) {
      const judgement = await judged(authorization);
      const { headers } = judgement.ok ? judgement.passport : { headers: [] as string[] };
      return headers[headers.indexOf("X-Keysmith-Application-Id") + 1];
    },
  });
}
async function keySet(authType: string) {
  const made = await makeKeySetOf(t.team.workspace, { authType });
  const { secret, publicId } = await t.team.run(retrieveKeySetCredentials, { id: made.id });
  return { ...made, text: secret!.reveal(), publicId };
}
const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

test("an Outpost lets in the key sets that are subscribed to the API it stands for, and no other", async () => {
  const set = await keySet("api_key");
  const ours = await outpostOf(set.api.slug);
  const theirs = await outpostOf("another-v1");
  const nobodys = await outpostOf(null);
  const bearer = `Bearer ${set.text}`;
  expect(await Promise.all([ours, theirs, nobodys].map((said) => said(bearer)))).toEqual([
    "good",
    "outpost_api_unknown",
    "outpost_without_api",
  ]);
  expect(await ours.application(bearer)).toBe(set.application.id);
  expect(await ours(basic(set.publicId, set.text))).toBe("present_whole");
  await t.team.run(suspendSubscription, { id: set.subscription.id });
  await expect.poll(() => ours(bearer)).toBe("not_subscribed");
});

test("Basic credentials are the public id and the whole key; another user name is nobody's", async () => {
  const set = await keySet("basic");
  const said = await outpostOf(set.api.slug);
  expect(await said(basic(set.publicId, set.text))).toBe("good");
  expect(await said(basic("somebody", set.text))).toBe("no_key");
  expect(await said(`Bearer ${set.text}`)).toBe("present_as_basic");
  await t.team.run(suspendKeySet, { id: set.id });
  await expect.poll(() => said(basic(set.publicId, set.text))).toBe("suspended");
});

test("client credentials come in by their tokens, which end with what they may", async () => {
  const set = await keySet("oauth2_client_credentials");
  const said = await outpostOf(set.api.slug);
  const form = { grant_type: "client_credentials", client_id: set.publicId, client_secret: set.text };
  const reply = await fetch(`${t.gate.url}/w/${t.team.workspace.slug}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  expect(await said(`Bearer ${token}`)).toBe("good");
  expect(await said.application(`Bearer ${token}`)).toBe(set.application.id);
  expect(await said(`Bearer ${set.text}`)).toBe("exchange_for_token");
  await t.team.run(suspendSubscription, { id: set.subscription.id });
  await expect.poll(() => said(`Bearer ${token}`)).toBe("not_subscribed");
});

test("an API that comes into the catalog is known at once to the Outpost that waits for it, and the list says so", async () => {
  const name = `Later ${randomUUID().slice(0, 8)}`;
  const { outpost, id } = await outpostOf(`${name.toLowerCase().replace(" ", "-")}-v1`);
  expect(outpost.health().key_sets).toBe("outpost_api_unknown");
  const listed = async () =>
    done(await runQuery(listOutpostsOf, t.team.workspace.as(), {})).outposts.find((one) => one.id === id);
  await expect.poll(async () => (await listed())?.keySets, { timeout: 5_000 }).toBe("outpost_api_unknown");
  const { slug } = await makeApi(t.team.workspace, { name });
  await expect
    .poll(() => outpost.health(), { timeout: 2_000 })
    .toMatchObject({ api: slug, key_sets: "open" });
  expect(await listed()).toMatchObject({ api: slug, keySets: "open" });
});

test("a key set that is made while the Outpost listens comes with its application, as in the whole state", async () => {
  const first = await keySet("api_key");
  const said = await outpostOf(first.api.slug);
  const other = await makeSubscription(t.team.workspace, { apiId: first.api.id });
  const { secret } = await t.team.run(retrieveKeySetCredentials, { id: other.keySets[0]!.id });
  const bearer = `Bearer ${secret!.reveal()}`;
  await expect.poll(() => said(bearer)).toBe("good");
  expect(await said.application(bearer)).toBe(other.applicationId);
  expect(await said.application(`Bearer ${first.text}`)).toBe(first.application.id);
});
