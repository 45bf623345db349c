import { afterAll, beforeAll, expect, test } from "vitest";
import { findRecord } from "@/db/queries/key-records";
import { activateApplication } from "../applications/activate";
import { suspendApplication } from "../applications/suspend";
import { verifyChain } from "../audit/verify-chain";
import { getKeySet } from "../key-sets/get";
import { regenerateKeySet } from "../key-sets/regenerate";
import { revokeKeySet } from "../key-sets/revoke";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeApi, makeApplication, makeGroup, makeSubscription, makeTemplate } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { approveSubscription } from "./approve";
import { revokeSubscription, suspendSubscription } from "./close";
import { inspectSubscription } from "./inspect";
import { renewKeySet } from "./renew-key-set";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const revoke = async (id: string) =>
  done(await runCommand(revokeKeySet, home.as(), { id, reason: "leaked" }));
const renew = (id: string, authType = "api_key", actor = home.owner) =>
  runCommand(renewKeySet, home.as(actor), { id, authType });
const inspect = async (id: string, actor = home.owner, at?: Date) =>
  done(await runQuery(inspectSubscription, home.as(actor, at), { id }));
const openedBy = async (keyId: string) => {
  const [row] = await hub.sql`select digest from key_versions where key_id = ${keyId} and latest`;
  return (await findRecord(hub.db, row!.digest))!.apis;
};

/** A subscription to an API of two authentication types, of which the key set for API key is revoked. */
async function halfOver(given: { approval?: "auto" | "manual"; application?: Record<string, unknown> } = {}) {
  const { id: policyTemplateId } = await makeTemplate(home);
  const authTypes = [
    { authType: "api_key", policyTemplateId },
    { authType: "basic", policyTemplateId },
  ];
  const api = await makeApi(home, { authTypes, approval: given.approval ?? "auto" });
  const application = await makeApplication(home, given.application);
  const { id, keySets } = await makeSubscription(home, { applicationId: application.id, apiId: api.id });
  if (given.approval === "manual") done(await runCommand(approveSubscription, home.as(), { id }));
  const [key, basic] = keySets.map((set) => set.id) as [string, string];
  await revoke(key);
  return { id, api, application, key, basic, policyTemplateId };
}

test("where the key set of one type is revoked, the subscription gets another for it, and keeps the others", async () => {
  const { id, api, key, basic, application } = await halfOver();
  expect((await inspect(id)).lacking).toEqual([{ authType: "api_key", refusal: null }]);
  const page = done(await runQuery(getKeySet, home.as(), { id: key }));
  expect(page.authorizedApis[0]!.subscription).toMatchObject({ id, lacksKeySet: true });

  const { keySet } = done(await renew(id));
  expect(keySet).toMatchObject({ authType: "api_key", reused: false, warning: null });
  expect(keySet.name).toBe(`API key - ${application.name}`);
  expect(keySet.id).not.toBe(key);
  expect(await openedBy(keySet.id)).toEqual([api.slug]);

  const after = await inspect(id);
  expect(after.lacking).toEqual([]);
  expect(after.keySets.map((set) => [set.id, set.status]).sort()).toEqual(
    [
      [key, "revoked"],
      [basic, "active"],
      [keySet.id, "active"],
    ].sort(),
  );
  expect(after.steps[0]).toMatchObject({
    type: "subscription.key-set-renewed",
    by: home.owner.name,
    keySet: keySet.name,
  });
  const ended = (one: string) => after.keySets.find((set) => set.id === one)!.version.revokedAt !== null;
  expect([key, basic, keySet.id].map(ended)).toEqual([true, false, false]);
  expect(await renew(id)).toMatchObject({ code: "subscription-has-key-set" });
  expect(await renew(id, "basic")).toMatchObject({ code: "subscription-has-key-set" });
  expect(await renew(id, "oauth2_client_credentials")).toMatchObject({
    kind: "invalid",
    fields: { authType: expect.any(String) },
  });
});

test("a valid key set that the application has for the same is reused; a pending one gets its secret, a suspended one stays so", async () => {
  const { id, api, application, policyTemplateId } = await halfOver();
  const waiting = await makeSubscription(home, {
    applicationId: application.id,
    apiId: (await makeApi(home, { policyTemplateId, approval: "manual" })).id,
  });
  const [pending] = waiting.keySets;
  const { keySet } = done(await renew(id));
  expect(keySet).toMatchObject({ id: pending!.id, reused: true, warning: null });
  expect(await openedBy(keySet.id)).toEqual([api.slug]);

  await hub.sql`insert into holds (id, workspace_id, key_id, source, reason, actor_label, created_at)
    values (gen_random_uuid(), ${home.id}, ${keySet.id}, 'manual', '', 'test', now())`;
  const beside = await makeSubscription(home, {
    applicationId: application.id,
    apiId: (await makeApi(home, { policyTemplateId })).id,
  });
  expect(beside.keySets[0]).toMatchObject({ id: keySet.id, warning: "suspended" });
  // A suspended key set is no reason for another.
  expect(await renew(id)).toMatchObject({ code: "subscription-has-key-set" });
});

test("an expired key set makes room too, and is not regenerated beside the other", async () => {
  const { id: policyTemplateId } = await makeTemplate(home, { rotation: null, manualRegeneration: true });
  const { id, keySets } = await makeSubscription(home, {
    apiId: (await makeApi(home, { policyTemplateId })).id,
  });
  const later = new Date(Date.now() + 400 * 86_400_000);
  expect((await inspect(id)).lacking).toEqual([]);
  expect((await inspect(id, home.owner, later)).lacking).toEqual([{ authType: "api_key", refusal: null }]);
  expect(await renew(id)).toMatchObject({ code: "subscription-has-key-set" });
  const then = home.as(home.owner, later);
  const { keySet } = done(await runCommand(renewKeySet, then, { id, authType: "api_key" }));
  expect(keySet.reused).toBe(false);
  expect(await runCommand(regenerateKeySet, then, { id: keySets[0]!.id })).toMatchObject({
    code: "another-key-set-valid",
  });
});

test("50 at one moment bring one key set", async () => {
  const { id } = await halfOver();
  const answers = await Promise.all(Array.from({ length: 50 }, () => renew(id)));
  expect(answers.filter(({ kind }) => kind === "done")).toHaveLength(1);
  const refused = answers.filter((one) => one.kind === "refused" && one.code === "subscription-has-key-set");
  expect(refused).toHaveLength(49);
  expect((await inspect(id)).keySets).toHaveLength(3);
  expect(done(await runQuery(verifyChain, home.as(), {}))).toMatchObject({ intact: true });
}, 60_000);

test("two subscriptions that lack the same at one moment share the one that is made", async () => {
  const { id, application, key, policyTemplateId } = await halfOver();
  // One key set served both.
  const other = await makeSubscription(home, {
    applicationId: application.id,
    apiId: (await makeApi(home, { policyTemplateId })).id,
  });
  expect(other.keySets[0]!.id).not.toBe(key);
  await revoke(other.keySets[0]!.id);
  const both = await Promise.all([renew(id), renew(other.id)]);
  const sets = both.map((answer) => done(answer).keySet);
  expect(new Set(sets.map((set) => set.id)).size).toBe(1);
  expect(sets.map(({ reused }) => reused).sort()).toEqual([false, true]);
});

test("who may subscribe anew may have it: where people approve, whoever decides", async () => {
  const [developer, viewer] = [await home.member("developer"), await home.member("viewer")];
  const group = await makeGroup(home, developer);
  const own = { application: { groupId: group.id } };
  const open = await halfOver(own);
  const approved = await halfOver({ ...own, approval: "manual" });
  const foreign = await halfOver();
  expect((await inspect(approved.id, developer)).lacking).toEqual([
    { authType: "api_key", refusal: "access-denied" },
  ]);
  expect(await renew(approved.id, "api_key", developer)).toMatchObject({ code: "access-denied" });
  expect(await renew(foreign.id, "api_key", developer)).toMatchObject({ code: "not-found" });
  expect(await renew(open.id, "api_key", viewer)).toMatchObject({ code: "access-denied" });
  expect((await inspect(open.id, developer)).lacking).toEqual([{ authType: "api_key", refusal: null }]);
  done(await renew(open.id, "api_key", developer));
  done(await renew(approved.id, "api_key", await home.member("admin")));
});

test("nothing is given to a subscription that is suspended or over, or under a suspended application", async () => {
  const { id, application } = await halfOver();
  done(await runCommand(suspendApplication, home.as(), { id: application.id }));
  expect((await inspect(id)).lacking).toEqual([{ authType: "api_key", refusal: "application-suspended" }]);
  expect(await renew(id)).toMatchObject({ code: "application-suspended" });
  done(await runCommand(activateApplication, home.as(), { id: application.id }));
  done(await runCommand(suspendSubscription, home.as(), { id }));
  expect(await renew(id)).toMatchObject({ code: "subscription-not-active" });
  expect((await inspect(id)).lacking).toEqual([]);
  done(await runCommand(revokeSubscription, home.as(), { id }));
  expect(await renew(id)).toMatchObject({ code: "subscription-over" });
  const [made] =
    await hub.sql`select count(*)::int as n from key_sets where application_id = ${application.id}`;
  expect(made).toEqual({ n: 2 });
});
