import { afterAll, beforeAll, expect, test } from "vitest";
import { editPolicyTemplate } from "../policy-templates/edit";
import { getPolicyTemplate } from "../policy-templates/list";
import { previewPolicy } from "../policy-templates/preview";
import { retirePolicyTemplate } from "../policy-templates/retire";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { approveSubscription } from "../subscriptions/approve";
import { subscribe } from "../subscriptions/subscribe";
import { makeApi, makeApplication, makeSubscription, makeTemplate } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { changeWorkspace } from "../workspaces/edit";
import { createApi } from "./create";
import { editApi } from "./edit";
import { getApi } from "./get";
import { listApis } from "./list";
import { apiNames } from "./names";
import { retireApi } from "./retire";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const day = 86_400_000;
const versionOf = async (keyId: string) => {
  const [row] = await hub.sql`
    select v.expires_at, v.rotates_at, s.fingerprint, s.policy, s.next_policy, s.current
    from key_versions v join key_sets s on s.key_id = v.key_id where v.key_id = ${keyId} and v.latest`;
  return row!;
};
const daysTo = (date: unknown, from: Date) =>
  Math.round((new Date(String(date)).getTime() - from.getTime()) / day);

test("the catalog finds an API by text, environment and type, and shows what a subscriber gets", async () => {
  const place = await makeWorkspace(hub.db);
  const { id: policyTemplateId } = await makeTemplate(place, { overlapDays: 3 });
  const orders = await makeApi(place, {
    name: "Orders",
    version: "2",
    description: "Reads and writes orders",
    policyTemplateId,
  });
  await makeApi(place, {
    name: "Billing",
    environments: ["staging"],
    approval: "manual",
    authTypes: [{ authType: "basic", policyTemplateId }],
  });
  await makeSubscription(place, { apiId: orders.id });
  const names = async (filter: Record<string, string>) =>
    done(await runQuery(listApis, place.as(), filter)).rows.map(({ name }) => name);
  expect(await names({})).toEqual(["Billing", "Orders"]);
  expect(await names({ q: "WRITES" })).toEqual(["Orders"]);
  expect(await names({ q: "orders-v2" })).toEqual(["Orders"]);
  expect(await names({ q: "%" })).toEqual([]);
  expect(await names({ environment: "staging" })).toEqual(["Billing"]);
  expect(await names({ authType: "basic" })).toEqual(["Billing"]);
  expect(await names({ approval: "manual", authType: "nonsense" })).toEqual(["Billing"]);
  const viewer = await place.member("viewer");
  expect(done(await runQuery(getApi, place.as(viewer), { id: orders.id }))).toMatchObject({
    slug: "orders-v2",
    subscriptions: 1,
    authTypes: [
      { authType: "api_key", policy: { overlapDays: 3, expiration: { amount: 12, unit: "months" } } },
    ],
  });
});

test("name and version make the name that programs use, which is taken once and stays", async () => {
  const api = await makeApi(home, { name: "Stock", version: "1" });
  const { policyTemplateId } = api;
  const again = (given: Record<string, unknown>) =>
    runCommand(createApi, home.as(), {
      name: "Stock",
      version: "1",
      environments: ["production"],
      authTypes: [{ authType: "api_key", policyTemplateId }],
      ...given,
    });
  expect(await again({ name: "stock!" })).toMatchObject({ code: "api-name-taken" });
  expect(await again({ name: "订单" })).toMatchObject({
    kind: "invalid",
    fields: { name: expect.any(String) },
  });
  expect(await again({ version: "2", environments: ["moon"] })).toMatchObject({
    kind: "invalid",
    fields: { environments: expect.any(String) },
  });
  const away = await makeWorkspace(hub.db);
  const foreign = [{ authType: "api_key", policyTemplateId: (await makeTemplate(away)).id }];
  expect(await again({ version: "2", authTypes: foreign })).toMatchObject({
    kind: "invalid",
    fields: { authTypes: expect.any(String) },
  });
  expect(done(await runCommand(editApi, home.as(), { id: api.id, name: "Warehouse" }))).toEqual({
    id: api.id,
    slug: "stock-v1",
  });
});

test("what subscriptions use of an API is not taken away, nor its environment from the workspace", async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const authTypes = ["api_key", "basic"].map((authType) => ({ authType, policyTemplateId }));
  const api = await makeApi(home, { environments: ["production", "staging"], authTypes });
  await makeSubscription(home, { apiId: api.id, environment: "staging" });
  const edit = (change: Record<string, unknown>) => runCommand(editApi, home.as(), { id: api.id, ...change });
  expect(await edit({ environments: ["production"] })).toMatchObject({ code: "api-in-use" });
  expect(await edit({ authTypes: authTypes.slice(0, 1) })).toMatchObject({ code: "api-in-use" });
  done(await edit({ environments: ["staging"], approval: "manual" }));
  const place = await makeWorkspace(hub.db);
  await makeApi(place, { environments: ["staging"] });
  const environments = (
    await hub.sql`select environments::text as e from workspaces where id = ${place.id}`
  )[0]!;
  expect(environments.e).toContain("staging");
  expect(await runCommand(changeWorkspace, place.as(), { environments: ["production"] })).toMatchObject({
    code: "environment-in-use",
  });
});

test("a retired API takes no subscription more and lets none in, and those there are go on", async () => {
  const api = await makeApi(home, { approval: "manual" });
  const named = async () =>
    done(await runQuery(apiNames, home.as(), {})).find(({ slug }) => slug === api.slug);
  expect(await named()).toMatchObject({ version: "1", environments: ["production"] });
  const [live, waiting] = [
    await makeSubscription(home, { apiId: api.id }),
    await makeSubscription(home, { apiId: api.id }),
  ];
  done(await runCommand(approveSubscription, home.as(), { id: live.id }));
  done(await runCommand(retireApi, home.as(), { id: api.id }));
  const ask = { applicationId: (await makeApplication(home)).id, apiId: api.id, environment: "production" };
  expect(await runCommand(subscribe, home.as(), ask)).toMatchObject({ code: "api-retired" });
  expect(await runCommand(approveSubscription, home.as(), { id: waiting.id })).toMatchObject({
    code: "api-retired",
  });
  expect(await runCommand(retireApi, home.as(), { id: api.id })).toMatchObject({ code: "api-retired" });
  const [status] = await hub.sql`select status from subscriptions where id = ${live.id}`;
  expect(status).toEqual({ status: "active" });
  const shown = async (retired: string) =>
    done(await runQuery(listApis, home.as(), { retired, size: "100" })).rows.some(({ id }) => id === api.id);
  expect([await shown("hidden"), await shown("shown"), await shown("only")]).toEqual([false, true, true]);
  expect(await named()).toBeUndefined();
});

test("a policy that cannot be is refused with the reason; one that can be is previewed for 12 months", async () => {
  const { id } = await makeTemplate(home);
  const edit = (change: Record<string, unknown>) =>
    runCommand(editPolicyTemplate, home.as(), { id, ...change });
  expect(await edit({ rotation: { amount: 13, unit: "months" } })).toMatchObject({
    code: "rotation-outlasts-expiration",
  });
  expect(await edit({ overlapDays: 31 })).toMatchObject({ code: "overlap-out-of-range" });
  expect(await edit({ rotation: { amount: 5, unit: "days" }, overlapDays: 5 })).toMatchObject({
    code: "overlap-outlasts-rotation",
  });
  expect(await edit({ rotation: { amount: 5, unit: "weeks" } })).toMatchObject({ kind: "invalid" });
  const at = home.as(home.owner, new Date("2026-01-01T00:00:00Z"));
  const policy = {
    expiration: { amount: 12, unit: "months" },
    rotation: { amount: 3, unit: "months" },
    overlapDays: 7,
  };
  const preview = done(await runQuery(previewPolicy, at, policy));
  expect(preview.refusal).toBeNull();
  const rotations = preview.milestones.filter(
    ({ kind, actualAt }) => kind === "rotation" && actualAt !== null,
  );
  expect(rotations.map(({ actualAt }) => actualAt!.toISOString().slice(0, 10))).toContain("2026-04-01");
  expect(done(await runQuery(previewPolicy, at, { ...policy, overlapDays: 90 }))).toMatchObject({
    refusal: "overlap-out-of-range",
    milestones: [],
  });
});

test("key sets keep their policy when its template is edited, adopt it now, or at their next rotation", async () => {
  const { id: policyTemplateId } = await makeTemplate(home);
  const { keySets } = await makeSubscription(home, { apiId: (await makeApi(home, { policyTemplateId })).id });
  const set = keySets[0]!.id;
  const later = new Date(Date.now() + 40 * day);
  const edit = (change: Record<string, unknown>) =>
    runCommand(editPolicyTemplate, home.as(home.owner, later), { id: policyTemplateId, ...change });
  const before = await versionOf(set);
  expect(done(await edit({ overlapDays: 5 }))).toMatchObject({ adopted: 0 });
  expect(await versionOf(set)).toEqual(before);

  expect(done(await edit({ overlapDays: 4, existing: "adopt-at-next-rotation" }))).toMatchObject({
    adopted: 1,
  });
  expect(await versionOf(set)).toMatchObject({
    fingerprint: before.fingerprint,
    next_policy: { overlapDays: 4 },
  });

  const [feed] = await hub.sql`select revision from feed_head`;
  const shorter = { expiration: { amount: 30, unit: "days" }, rotation: { amount: 20, unit: "days" } };
  expect(done(await edit({ ...shorter, existing: "adopt-now" }))).toMatchObject({ adopted: 1 });
  const after = await versionOf(set);
  expect(after).toMatchObject({
    policy: { overlapDays: 4, rotation: { amount: 20 } },
    next_policy: null,
    current: true,
  });
  expect(after.fingerprint).not.toBe(before.fingerprint);
  // Due already, so it is due now; but nobody's key ends without a week's warning.
  expect(daysTo(after.rotates_at, later)).toBe(-20);
  expect(daysTo(after.expires_at, later)).toBe(7);
  const told =
    await hub.sql`select subject_id from feed where revision > ${feed!.revision} and workspace_id = ${home.id}`;
  expect(told.map((row) => row.subject_id)).toEqual([set]);
});

test("where two key sets come to have one policy, new subscriptions use one of them", async () => {
  const [one, two] = [await makeTemplate(home), await makeTemplate(home, { overlapDays: 3 })];
  const first = await makeSubscription(home, {
    apiId: (await makeApi(home, { policyTemplateId: one.id })).id,
  });
  const { applicationId } = first;
  const second = await makeSubscription(home, {
    applicationId,
    apiId: (await makeApi(home, { policyTemplateId: two.id })).id,
  });
  done(
    await runCommand(editPolicyTemplate, home.as(), { id: two.id, overlapDays: 7, existing: "adopt-now" }),
  );
  const third = await makeSubscription(home, {
    applicationId,
    apiId: (await makeApi(home, { policyTemplateId: two.id })).id,
  });
  expect(third.keySets).toMatchObject([{ id: first.keySets[0]!.id, reused: true }]);
  expect(await versionOf(second.keySets[0]!.id)).toMatchObject({ current: false });
});

test("a template is retired once no API uses it", async () => {
  const api = await makeApi(home);
  const { policyTemplateId: id } = api;
  const retire = () => runCommand(retirePolicyTemplate, home.as(), { id });
  expect(await retire()).toMatchObject({ code: "policy-template-in-use" });
  done(await runCommand(retireApi, home.as(), { id: api.id }));
  done(await retire());
  expect(await runCommand(editPolicyTemplate, home.as(), { id, name: "Other" })).toMatchObject({
    code: "policy-template-retired",
  });
  const parts = {
    name: "Late",
    version: "1",
    environments: ["production"],
    authTypes: [{ authType: "basic", policyTemplateId: id }],
  };
  expect(await runCommand(createApi, home.as(), parts)).toMatchObject({ code: "policy-template-retired" });
  expect(done(await runQuery(getPolicyTemplate, home.as(), { id })).retiredAt).not.toBeNull();
});
