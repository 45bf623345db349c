import { afterAll, beforeAll, expect, test } from "vitest";
import { findRecord } from "@/db/queries/key-records";
import { readKeySets } from "@/db/queries/key-sets";
import { digestOf } from "@/lib/crypto/digest";
import { activateApplication } from "../applications/activate";
import { suspendApplication } from "../applications/suspend";
import { verifyChain } from "../audit/verify-chain";
import { sweep } from "../housekeeping/sweep";
import { sealPlaceOfVersion } from "../key-sets/seal-place";
import { editPolicyTemplate } from "../policy-templates/edit";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { opened } from "../sealing";
import { makeApi, makeApplication, makeSubscription, makeTemplate } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { approveSubscription } from "./approve";
import { activateSubscription, revokeSubscription, suspendSubscription } from "./close";
import { rejectSubscription, withdrawSubscription } from "./decline";
import { getSubscription } from "./list";
import { planSubscription } from "./plan";
import { subscribe } from "./subscribe";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const bothTypes = async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  return {
    policyTemplateId,
    authTypes: [
      { authType: "api_key", policyTemplateId },
      { authType: "basic", policyTemplateId },
    ],
  };
};
const versionOf = async (keyId: string) => {
  const [row] = await hub.sql`
    select v.*, k.name, k.standing, k.environment, k.deleted_at from key_versions v join keys k on k.id = v.key_id
    where v.key_id = ${keyId} and v.latest`;
  return row!;
};
/** The secret of a key set, as Retrieve Credentials would tell it. */
const secretOf = async (keyId: string) => {
  const { id, sealed_secret } = await versionOf(keyId);
  return opened(sealPlaceOfVersion({ id, workspaceId: home.id }), sealed_secret).reveal();
};
const recordOf = async (keyId: string) => findRecord(hub.db, digestOf(await secretOf(keyId)));
const statusOf = async (id: string) => done(await runQuery(getSubscription, home.as(), { id })).status;
const headRevision = async () => Number((await hub.sql`select revision from feed_head`)[0]!.revision);
const typesOf = async (subjectId: string) =>
  (await hub.sql`select type from events where subject_id = ${subjectId} order by seq`).map(
    ({ type }) => type,
  );

test("subscribing makes a key set for each authentication type, named by type and application", async () => {
  const api = await makeApi(home, { name: "Payments", ...(await bothTypes()) });
  const application = await makeApplication(home, { name: "Orders app" });
  const { keySets, status } = await makeSubscription(home, { applicationId: application.id, apiId: api.id });
  expect(status).toBe("active");
  expect(keySets).toMatchObject([
    { authType: "api_key", name: "API key - Orders app", reused: false, warning: null },
    { authType: "basic", name: "Basic - Orders app", reused: false, warning: null },
  ]);
  for (const { id, authType } of keySets) {
    const version = await versionOf(id);
    expect(version).toMatchObject({
      standing: "active",
      environment: "production",
      generation: 1,
      reveal_once: false,
    });
    const text = await secretOf(id);
    expect(text).toContain(version.public_id);
    expect(text.slice(-4)).toBe(version.tail);
    expect(await recordOf(id)).toMatchObject({ kind: "key_set", authType, apis: [api.slug], held: false });
  }
});

test("a key set follows the policy of the API's template: it expires and rotates from its activation on", async () => {
  const { id: policyTemplateId } = await makeTemplate(home, {
    expiration: { amount: 1, unit: "months" },
    rotation: { amount: 14, unit: "days" },
    retrievable: false,
  });
  const api = await makeApi(home, { policyTemplateId });
  const application = await makeApplication(home);
  const at = new Date("2026-01-31T10:00:00.000Z");
  const input = { applicationId: application.id, apiId: api.id, environment: "production" };
  const { keySets } = done(await runCommand(subscribe, home.as(home.owner, at), input));
  const [row] = await hub.sql`
    select v.expires_at, v.rotates_at, v.reveal_once, k.rotates_at as shown from key_versions v join keys k on k.id = v.key_id
    where v.key_id = ${keySets[0]!.id}`;
  expect(new Date(row!.expires_at).toISOString()).toBe("2026-02-28T10:00:00.000Z");
  expect(new Date(row!.rotates_at).toISOString()).toBe("2026-02-14T10:00:00.000Z");
  expect(row!.shown).toEqual(row!.rotates_at);
  expect(row!.reveal_once).toBe(true);
});

test("a valid key set of the same application, environment, type and policy is reused, and another else", async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const environments = ["production", "staging"];
  const [one, two] = [
    await makeApi(home, { policyTemplateId, environments }),
    await makeApi(home, { policyTemplateId }),
  ];
  const first = await makeSubscription(home, { apiId: one.id });
  const { applicationId } = first;
  const second = await makeSubscription(home, { applicationId, apiId: two.id });
  expect(second.keySets).toMatchObject([{ id: first.keySets[0]!.id, reused: true, warning: null }]);
  expect((await recordOf(first.keySets[0]!.id))!.apis).toEqual([one.slug, two.slug].sort());
  const others = [
    await makeSubscription(home, { applicationId, apiId: one.id, environment: "staging" }),
    await makeSubscription(home, { apiId: one.id }),
    await makeSubscription(home, { applicationId, apiId: (await makeApi(home, await bothTypes())).id }),
    await makeSubscription(home, {
      applicationId,
      apiId: (await makeApi(home, { policyTemplateId: (await makeTemplate(home, { overlapDays: 3 })).id }))
        .id,
    }),
  ];
  expect(others[0]!.keySets[0]).toMatchObject({ reused: false });
  expect(others[1]!.keySets[0]).toMatchObject({ reused: false });
  // The same rules under another name are the same policy.
  expect(others[2]!.keySets.map(({ reused }) => reused)).toEqual([true, false]);
  expect(others[3]!.keySets[0]).toMatchObject({ reused: false });
});

test("what is suspended or pending is reused with a warning, what is revoked or expired is not", async () => {
  const { id: policyTemplateId } = await makeTemplate(home, { rotation: null });
  const api = () => makeApi(home, { policyTemplateId });
  const first = await makeSubscription(home, { apiId: (await api()).id });
  const { applicationId } = first;
  const set = first.keySets[0]!.id;
  await hub.sql`insert into holds (id, workspace_id, key_id, source, reason, actor_label, created_at)
    values (gen_random_uuid(), ${home.id}, ${set}, 'manual', '', 'test', now())`;
  const again = await makeSubscription(home, { applicationId, apiId: (await api()).id });
  expect(again.keySets).toMatchObject([{ id: set, reused: true, warning: "suspended" }]);
  await hub.sql`update key_versions set revoked_at = now(), revoke_reason = 'other', sealed_secret = null where key_id = ${set}`;
  const after = await makeSubscription(home, { applicationId, apiId: (await api()).id });
  expect(after.keySets[0]).toMatchObject({ reused: false });
  const fresh = after.keySets[0]!.id;
  expect(fresh).not.toBe(set);
  const input = { applicationId, apiId: (await api()).id, environment: "production" };
  const muchLater = home.as(home.owner, new Date(Date.now() + 400 * 86_400_000));
  const late = done(await runCommand(subscribe, muchLater, input));
  expect(late.keySets[0]).toMatchObject({ reused: false });
  const rows = await readKeySets(hub.db as never, home.id, [set, fresh, late.keySets[0]!.id]);
  expect(rows.filter(({ current }) => current).map(({ keyId }) => keyId)).toEqual([late.keySets[0]!.id]);

  const { id: waiting } = await makeApplication(home);
  const manual = await makeSubscription(home, {
    applicationId: waiting,
    apiId: (await makeApi(home, { policyTemplateId, approval: "manual" })).id,
  });
  const beside = await makeSubscription(home, {
    applicationId: waiting,
    apiId: (await makeApi(home, { policyTemplateId, approval: "manual" })).id,
  });
  expect(beside.keySets).toMatchObject([{ id: manual.keySets[0]!.id, reused: true, warning: "pending" }]);
});

test("before the click it is said which key sets are reused, which are made, and why it cannot be", async () => {
  const { policyTemplateId, authTypes } = await bothTypes();
  const pending = await makeSubscription(home, {
    apiId: (await makeApi(home, { policyTemplateId, approval: "manual" })).id,
  });
  const { applicationId } = pending;
  const plan = async (apiId: string, environment = "production") =>
    done(await runQuery(planSubscription, home.as(), { applicationId, apiId, environment }));
  const both = await makeApi(home, { authTypes });
  expect(await plan(both.id)).toMatchObject({
    refusal: null,
    approval: "auto",
    keySets: [
      { authType: "api_key", reuse: { id: pending.keySets[0]!.id }, warning: null },
      { authType: "basic", reuse: null, warning: null, policy: { overlapDays: 7 } },
    ],
  });
  const { keySets } = await makeSubscription(home, { applicationId, apiId: both.id });
  expect(keySets.map(({ id, reused }) => [reused, id === pending.keySets[0]!.id])).toEqual([
    [true, true],
    [false, false],
  ]);
  expect((await plan(both.id)).refusal).toBe("subscription-exists");
  expect((await plan(both.id, "staging")).refusal).toBe("environment-not-offered");
  done(await runCommand(suspendApplication, home.as(), { id: applicationId }));
  expect((await plan((await makeApi(home)).id)).refusal).toBe("application-suspended");
});

test("50 subscriptions of one application at once make one key set; 50 of one API make one subscription", async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const { id: applicationId } = await makeApplication(home);
  const apis = await Promise.all(Array.from({ length: 50 }, () => makeApi(home, { policyTemplateId })));
  const answers = await Promise.all(
    apis.map(({ id: apiId }) =>
      runCommand(subscribe, home.as(), { applicationId, apiId, environment: "production" }),
    ),
  );
  const sets = answers.map((answer) => done(answer).keySets[0]!);
  expect(new Set(sets.map(({ id }) => id)).size).toBe(1);
  expect(sets.filter(({ reused }) => !reused)).toHaveLength(1);
  expect((await recordOf(sets[0]!.id))!.apis).toHaveLength(50);

  const one = {
    applicationId: (await makeApplication(home)).id,
    apiId: apis[0]!.id,
    environment: "production",
  };
  const same = await Promise.all(Array.from({ length: 50 }, () => runCommand(subscribe, home.as(), one)));
  expect(same.filter(({ kind }) => kind === "done")).toHaveLength(1);
  expect(
    same.filter((answer) => answer.kind === "refused" && answer.code === "subscription-exists"),
  ).toHaveLength(49);
  const [made] =
    await hub.sql`select count(*)::int as n from key_sets where application_id = ${one.applicationId}`;
  expect(made).toEqual({ n: 1 });
  expect(done(await runQuery(verifyChain, home.as(), {}))).toMatchObject({ intact: true });
}, 60_000);

test("whatever is done about one application at the same moment is done in turn, and nothing gets stuck", async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const { id: applicationId } = await makeApplication(home);
  const api = (approval: "auto" | "manual") => makeApi(home, { policyTemplateId, approval });
  const live = await makeSubscription(home, { applicationId, apiId: (await api("auto")).id });
  const apis = await Promise.all(Array.from({ length: 6 }, () => api("auto")));
  const waiting: { id: string }[] = [];
  for (let i = 0; i < 6; i++)
    waiting.push(await makeSubscription(home, { applicationId, apiId: (await api("manual")).id }));
  const acts = apis.flatMap(({ id: apiId }, i) => [
    () => runCommand(subscribe, home.as(), { applicationId, apiId, environment: "production" }),
    () => runCommand(approveSubscription, home.as(), { id: waiting[i]!.id }),
    () => runCommand(i % 2 ? suspendSubscription : activateSubscription, home.as(), { id: live.id }),
    () =>
      i % 2
        ? runCommand(suspendApplication, home.as(), { id: applicationId })
        : runCommand(activateApplication, home.as(), { id: applicationId }),
    () =>
      runCommand(editPolicyTemplate, home.as(), {
        id: policyTemplateId,
        overlapDays: i,
        existing: "adopt-now",
      }),
  ]);
  const answers = await Promise.all(acts.map((act) => act()));
  for (const answer of answers) {
    expect(["done", "refused"]).toContain(answer.kind);
    expect(answer).not.toMatchObject({ code: "changed-meanwhile" });
  }
  expect(done(await runQuery(verifyChain, home.as(), {}))).toMatchObject({ intact: true });
}, 60_000);

test("a pending key set has no secret; approval gives it one, and tells the verifiers", async () => {
  const subscription = await makeSubscription(home, { approval: "manual" });
  const set = subscription.keySets[0]!.id;
  expect(subscription.status).toBe("pending");
  expect(await versionOf(set)).toMatchObject({
    standing: "pending",
    digest: null,
    sealed_secret: null,
    tail: "",
  });
  const before = await headRevision();
  const { publicId } = (await versionOf(set)) as unknown as { publicId: string };
  done(await runCommand(approveSubscription, home.as(), { id: subscription.id, reason: "Fine." }));
  expect(await statusOf(subscription.id)).toBe("active");
  expect(await versionOf(set)).toMatchObject({ standing: "active" });
  expect((await versionOf(set)).publicId).toBe(publicId);
  expect((await recordOf(set))!.apis).toHaveLength(1);
  expect(await headRevision()).toBeGreaterThan(before);
  expect(await typesOf(set)).toEqual(["key-set.created", "key-set.provisioned"]);
  expect(await typesOf(subscription.id)).toEqual(["subscription.requested", "subscription.approved"]);
  expect(await runCommand(approveSubscription, home.as(), { id: subscription.id })).toMatchObject({
    code: "subscription-not-pending",
  });
});

test.each([
  ["rejected", rejectSubscription],
  ["withdrawn", withdrawSubscription],
])("a key set goes when the last subscription that it waited for is %s", async (status, command) => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const api = () => makeApi(home, { policyTemplateId, approval: "manual" });
  const one = await makeSubscription(home, { apiId: (await api()).id });
  const two = await makeSubscription(home, { applicationId: one.applicationId, apiId: (await api()).id });
  const set = one.keySets[0]!.id;
  expect(two.keySets[0]!.id).toBe(set);
  done(await runCommand(command, home.as(), { id: one.id, reason: "No." }));
  expect((await versionOf(set)).deleted_at).toBeNull();
  done(await runCommand(command, home.as(), { id: two.id }));
  expect((await versionOf(set)).deleted_at).not.toBeNull();
  expect(await statusOf(two.id)).toBe(status);
  const again = await makeSubscription(home, { applicationId: one.applicationId, apiId: one.apiId });
  expect(again.keySets[0]).toMatchObject({ reused: false });
  expect(await runCommand(command, home.as(), { id: one.id })).toMatchObject({ code: "subscription-over" });
});

test("a subscription that is suspended or revoked closes its own API alone, with a receipt", async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const [one, two] = [await makeApi(home, { policyTemplateId }), await makeApi(home, { policyTemplateId })];
  const first = await makeSubscription(home, { apiId: one.id });
  await makeSubscription(home, { applicationId: first.applicationId, apiId: two.id });
  const set = first.keySets[0]!.id;
  const answer = await runCommand(suspendSubscription, home.as(), { id: first.id, reason: "Too many calls" });
  expect(answer).toMatchObject({ kind: "done", value: { status: "suspended" }, receipt: { silent: [] } });
  expect(await recordOf(set)).toMatchObject({ apis: [two.slug], held: false });
  done(await runCommand(activateSubscription, home.as(), { id: first.id }));
  expect((await recordOf(set))!.apis).toHaveLength(2);
  done(await runCommand(revokeSubscription, home.as(), { id: first.id }));
  expect(await recordOf(set)).toMatchObject({ apis: [two.slug], held: false });
  expect(await runCommand(activateSubscription, home.as(), { id: first.id })).toMatchObject({
    code: "subscription-over",
  });
  // What is over makes room for another.
  expect(
    (await makeSubscription(home, { applicationId: first.applicationId, apiId: one.id })).keySets[0],
  ).toMatchObject({ id: set, reused: true });
});

test("where a key set has ended while its subscription waited, approval brings another", async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const live = await makeSubscription(home, { apiId: (await makeApi(home, { policyTemplateId })).id });
  const waiting = await makeSubscription(home, {
    applicationId: live.applicationId,
    apiId: (await makeApi(home, { policyTemplateId, approval: "manual" })).id,
  });
  const set = live.keySets[0]!.id;
  expect(waiting.keySets[0]!.id).toBe(set);
  await hub.sql`update key_versions set revoked_at = now(), revoke_reason = 'other', sealed_secret = null where key_id = ${set}`;
  done(await runCommand(approveSubscription, home.as(), { id: waiting.id }));
  const { keySets } = done(await runQuery(getSubscription, home.as(), { id: waiting.id }));
  const fresh = keySets.find(({ id }) => id !== set)!;
  expect((await recordOf(fresh.id))!.apis).toHaveLength(1);
});

test("a sealed secret opens in its own place alone, and is forgotten once the clock has ended its version", async () => {
  const [one, two] = [await makeSubscription(home), await makeSubscription(home)];
  const [first, second] = [await versionOf(one.keySets[0]!.id), await versionOf(two.keySets[0]!.id)];
  const place = (id: string, workspaceId: string) => sealPlaceOfVersion({ id, workspaceId });
  expect(() => opened(place(second.id, home.id), first.sealed_secret)).toThrow();
  expect(() => opened(place(first.id, second.id), first.sealed_secret)).toThrow();
  const sealedAt = async (days: number) => {
    await sweep(new Date(Date.now() + days * 86_400_000));
    return (await versionOf(one.keySets[0]!.id)).sealed_secret;
  };
  expect(await sealedAt(360)).toBe(first.sealed_secret);
  expect(await sealedAt(370)).toBeNull();
  expect((await versionOf(one.keySets[0]!.id)).digest).not.toBeNull();
});

test("nothing is subscribed in another environment, of a retired or foreign API, or twice; nor approved while the application is suspended", async () => {
  const away = await makeWorkspace(hub.db);
  const api = await makeApi(home);
  const { applicationId, apiId } = await makeSubscription(home, { apiId: api.id });
  const ask = (given: Record<string, string>) =>
    runCommand(subscribe, home.as(), { applicationId, apiId, environment: "production", ...given });
  expect(await ask({})).toMatchObject({ code: "subscription-exists" });
  expect(await ask({ environment: "staging" })).toMatchObject({ code: "environment-not-offered" });
  expect(await ask({ apiId: (await makeApi(away)).id })).toMatchObject({ code: "not-found" });
  expect(await ask({ applicationId: (await makeApplication(away)).id })).toMatchObject({ code: "not-found" });
  const manual = await makeSubscription(home, {
    applicationId,
    apiId: (await makeApi(home, { approval: "manual" })).id,
  });
  done(await runCommand(suspendApplication, home.as(), { id: applicationId }));
  expect(await ask({ apiId: (await makeApi(home)).id })).toMatchObject({ code: "application-suspended" });
  expect(await runCommand(approveSubscription, home.as(), { id: manual.id })).toMatchObject({
    code: "application-suspended",
  });
  done(await runCommand(activateApplication, home.as(), { id: applicationId }));
  done(await runCommand(approveSubscription, home.as(), { id: manual.id }));
});
