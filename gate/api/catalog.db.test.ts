/** The catalog over HTTP: from a policy template to a subscription whose key set opens the API, and closes it again. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealPlaceOfVersion } from "@/lib/services/key-sets/seal-place";
import { opened } from "@/lib/services/sealing";
import { makeWorkspace } from "@/lib/services/testing/workspace";
import { openTeam, Team, type TestKey } from "../testing/open-gate";
import { promised } from "../testing/promised";

let t: Awaited<ReturnType<typeof openTeam>>;
let program: TestKey;
beforeAll(async () => {
  t = await openTeam();
  program = await t.team.issue({ scopes: ["key-sets:read", "key-sets:write"] });
});
afterAll(() => t.close());

const call = (method: string, path: string, body?: unknown, key = program) =>
  t.gate.call(method, path, { key: key.text, body });

/** Makes a call that shall succeed, and holds the answer to the shape that the document promises. */
async function does(method: string, path: string, body?: unknown, key = program) {
  const reply = await call(method, path, body, key);
  expect([method, path, reply.status < 300 || reply.text]).toEqual([method, path, true]);
  promised(method, path, reply.json);
  return reply.json;
}

let made = 0;
const named = (what: string) => `${what} ${++made}`;
const policy = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  overlap_days: 7,
};
const template = (more: object = {}) =>
  does("POST", "/v1/policy-templates", { name: named("Yearly"), ...policy, ...more });
async function api(more: object = {}, types = ["api_key"], templateId?: string) {
  const policy_template_id = templateId ?? (await template()).id;
  const auth_types = types.map((auth_type) => ({ auth_type, policy_template_id }));
  const body = { name: named("Orders"), version: "1", approval: "auto", environments: ["production"] };
  return does("POST", "/v1/apis", { ...body, auth_types, ...more });
}
const application = (more: object = {}) => does("POST", "/v1/applications", { name: named("Shop"), ...more });
const subscribe = (application_id: string, api_id: string, key = program) =>
  does("POST", "/v1/subscriptions", { application_id, api_id, environment: "production" }, key);

/** The whole key of a key set, as nobody gets it by these calls. */
async function secretOf(keyId: string): Promise<string> {
  const [row] = await t.hub
    .sql`select id, sealed_secret from key_versions where key_id = ${keyId} and latest`;
  return opened(
    sealPlaceOfVersion({ id: row!.id, workspaceId: t.team.workspace.id }),
    row!.sealed_secret,
  ).reveal();
}
const verdict = async (keyId: string, slug: string) =>
  (await t.verify({ key: await secretOf(keyId), api: slug, environment: "production" })).code;

describe("a program provides an application with key sets", () => {
  test("[1-12] [1-14] [1-15] one for each authentication type, named by type and application, without their secrets", async () => {
    const orders = await api({}, ["api_key", "basic"]);
    const shop = await application({ name: "Orders app" });
    const reply = await call("POST", "/v1/subscriptions", {
      application_id: shop.id,
      api_id: orders.id,
      environment: "production",
      use_case: "Shows orders",
    });
    expect(reply.status).toBe(201);
    expect(reply.json).toEqual({
      id: expect.any(String),
      status: "active",
      key_sets: [
        {
          id: expect.any(String),
          name: "API key - Orders app",
          auth_type: "api_key",
          reused: false,
          warning: null,
        },
        {
          id: expect.any(String),
          name: "Basic - Orders app",
          auth_type: "basic",
          reused: false,
          warning: null,
        },
      ],
    });
    const [key] = reply.json.key_sets;
    const secret = (await secretOf(key.id)).slice(-40, -6);
    const seen = [
      reply.text,
      (await call("GET", `/v1/applications/${shop.id}`)).text,
      (await call("GET", `/v1/subscriptions/${reply.json.id}`)).text,
    ];
    for (const text of seen) expect(text).not.toContain(secret);
    expect(await verdict(key.id, orders.slug)).toBe("valid");
    expect((await does("GET", `/v1/applications/${shop.id}`)).key_sets).toMatchObject([
      { id: key.id, status: "active", auth_type: "api_key" },
      { status: "active", auth_type: "basic" },
    ]);
  });

  test("[1-16] by the policy of the API's template, told before and kept where it is not edited into it", async () => {
    const { id: templateId } = await template({ expiration: { amount: 30, unit: "days" }, rotation: null });
    const orders = await api({}, ["api_key"], templateId);
    const shop = await application();
    const place = { application_id: shop.id, api_id: orders.id, environment: "production" };
    const plan = await does("POST", "/v1/subscriptions/plan", place);
    expect(plan).toMatchObject({
      refusal: null,
      key_sets: [{ auth_type: "api_key", reuse: null, policy: { expiration: { amount: 30, unit: "days" } } }],
    });
    expect(await does("GET", `/v1/subscriptions?application=${shop.id}`)).toMatchObject({ total: 0 });
    await subscribe(shop.id, orders.id);
    const until = async () =>
      Date.parse((await does("GET", `/v1/applications/${shop.id}`)).key_sets[0].expires_at) - Date.now();
    const days = 86_400_000;
    expect(Math.round((await until()) / days)).toBe(30);
    const longer = { expiration: { amount: 60, unit: "days" } };
    expect((await does("PATCH", `/v1/policy-templates/${templateId}`, longer)).adopted).toBe(0);
    expect(Math.round((await until()) / days)).toBe(30);
    const path = `/v1/policy-templates/${templateId}`;
    expect((await does("PATCH", path, { ...longer, existing: "adopt-now" })).adopted).toBe(1);
    expect(Math.round((await until()) / days)).toBe(60);
  });

  test("[1-13] [1-17] [1-18] a valid key set opens a second API too, one that is revoked is not used again", async () => {
    const { id: templateId } = await template();
    const [one, two, three] = [
      await api({}, ["api_key"], templateId),
      await api({}, ["api_key"], templateId),
      await api({}, ["api_key"], templateId),
    ];
    const shop = await application();
    const first = await subscribe(shop.id, one.id);
    const second = await subscribe(shop.id, two.id);
    const [set] = first.key_sets;
    expect(second.key_sets).toMatchObject([{ id: set.id, reused: true }]);
    for (const { id } of [first, second])
      expect((await does("GET", `/v1/subscriptions/${id}`)).key_sets).toMatchObject([{ id: set.id }]);
    for (const { slug } of [one, two]) expect(await verdict(set.id, slug)).toBe("valid");
    expect(await verdict(set.id, three.slug)).toBe("not_subscribed");

    await t.hub.sql`update key_versions set revoked_at = now(), revoke_reason = 'other', sealed_secret = null
      where key_id = ${set.id}`;
    const third = await subscribe(shop.id, three.id);
    expect(third.key_sets).toMatchObject([{ reused: false }]);
    expect(third.key_sets[0].id).not.toBe(set.id);
  });

  test("a pending key set has no secret until it is approved; suspending and revoking come with a receipt", async () => {
    const orders = await api({ approval: "manual" });
    const shop = await application();
    const { id, status, key_sets } = await subscribe(shop.id, orders.id);
    const [set] = key_sets;
    expect(status).toBe("pending");
    const [before] = await t.hub.sql`select digest, sealed_secret from key_versions where key_id = ${set.id}`;
    expect(before).toEqual({ digest: null, sealed_secret: null });
    const approved = await call("POST", `/v1/subscriptions/${id}/approve`, { reason: "As agreed" });
    expect(approved.json).toEqual({ id, status: "active" });
    expect(await verdict(set.id, orders.slug)).toBe("valid");
    const suspended = await does("POST", `/v1/subscriptions/${id}/suspend`, {});
    expect(suspended).toMatchObject({ status: "suspended", receipt: { reported: ["gate 1"], silent: [] } });
    expect(await verdict(set.id, orders.slug)).toBe("not_subscribed");
    await does("POST", `/v1/subscriptions/${id}/activate`);
    const off = await does("POST", `/v1/applications/${shop.id}/suspend`, { reason: "Leaked" });
    expect(off).toMatchObject({ key_sets: 1, receipt: { reported: ["gate 1"] } });
    expect(await verdict(set.id, orders.slug)).toBe("suspended");
    await does("POST", `/v1/applications/${shop.id}/activate`, { also_individual: false });
    await expect.poll(() => verdict(set.id, orders.slug)).toBe("valid");
    expect((await call("DELETE", `/v1/applications/${shop.id}`)).json).toMatchObject({
      code: "application_in_use",
    });
    await does("POST", `/v1/subscriptions/${id}/revoke`, { reason: "Over" });
    const text = await secretOf(set.id);
    expect(await does("DELETE", `/v1/applications/${shop.id}`)).toMatchObject({
      key_sets: 1,
      receipt: { silent: [] },
    });
    expect((await t.verify({ key: text, api: orders.slug, environment: "production" })).code).toBe("revoked");
    expect((await call("GET", `/v1/applications/${shop.id}`)).status).toBe(404);
  });

  test("reject, withdraw, and what is over cannot be moved", async () => {
    const orders = await api({ approval: "manual" });
    const shop = await application();
    for (const [move, status] of [
      ["reject", "rejected"],
      ["withdraw", "withdrawn"],
    ] as const) {
      const { id } = await subscribe(shop.id, orders.id);
      const again = { application_id: shop.id, api_id: orders.id, environment: "production" };
      expect((await call("POST", "/v1/subscriptions", again)).status).toBe(409);
      expect(await does("POST", `/v1/subscriptions/${id}/${move}`)).toMatchObject({ status });
      expect((await call("POST", `/v1/subscriptions/${id}/approve`)).json.code).toBe("subscription_over");
    }
    const all = await does("GET", `/v1/subscriptions?application=${shop.id}&status=rejected,withdrawn`);
    expect(all.total).toBe(2);
  });
});

describe("the catalog is kept by calls", () => {
  test("tells what a policy would do to existing key sets, by each way of adopting it", async () => {
    const { id } = await template();
    const { id: api_id } = await api({ name: "Asked about" }, ["api_key"], id);
    await subscribe((await application()).id, api_id);
    const shorter = { ...policy, expiration: { amount: 100, unit: "days" } };
    const { key_sets, effects } = await does("POST", `/v1/policy-templates/${id}/adoption`, shorter);
    expect(key_sets).toBe(1);
    expect(effects["adopt-now"]).toMatchObject({
      touched: 1,
      expire_sooner: 1,
      first_expires_at: expect.stringMatching(/^20/),
    });
    expect([effects.keep.touched, effects["adopt-at-next-rotation"].touched]).toEqual([0, 1]);
  });

  test("previews a policy, and says why one cannot be", async () => {
    const good = await does("POST", "/v1/policy-templates/preview", policy);
    expect(good).toMatchObject({ refusal: null, months: 12 });
    expect(
      good.milestones.filter(({ kind }: { kind: string }) => kind === "rotation").length,
    ).toBeGreaterThan(3);
    const bad = { ...policy, rotation: { amount: 24, unit: "months" } };
    expect((await does("POST", "/v1/policy-templates/preview", bad)).refusal).toBeTruthy();
    expect((await call("POST", "/v1/policy-templates", { name: "Bad", ...bad })).status).toBe(422);
  });

  test("edits and retires APIs and templates, and finds them by their filters", async () => {
    const { id: templateId } = await template();
    const one = await api({ name: "Invoices" }, ["basic"], templateId);
    await does("PATCH", `/v1/apis/${one.id}`, { description: "What is owed", approval: "manual" });
    expect(await does("GET", `/v1/apis/${one.id}`)).toMatchObject({
      slug: "invoices-v1",
      description: "What is owed",
      approval: "manual",
      auth_types: [{ auth_type: "basic", policy: { overlap_days: 7 } }],
    });
    const path = "/v1/apis?q=Invoices&auth_type=basic&approval=manual";
    expect(await does("GET", path)).toMatchObject({ total: 1, apis: [{ id: one.id }] });
    expect((await does("GET", "/v1/apis?q=Invoices&auth_type=api_key")).total).toBe(0);
    expect((await call("POST", `/v1/policy-templates/${templateId}/retire`)).json.code).toBe(
      "policy_template_in_use",
    );
    expect((await does("GET", `/v1/policy-templates/${templateId}`)).apis).toMatchObject([{ id: one.id }]);
    await does("POST", `/v1/apis/${one.id}/retire`);
    expect((await does("GET", path)).total).toBe(0);
    expect((await does("GET", `${path}&retired=only`)).total).toBe(1);
    const shop = await application();
    const late = { application_id: shop.id, api_id: one.id, environment: "production" };
    expect((await call("POST", "/v1/subscriptions", late)).json.code).toBe("api_retired");
    const spare = await template();
    await does("POST", `/v1/policy-templates/${spare.id}/retire`);
    const ids = async (search: string) =>
      (await does("GET", `/v1/policy-templates${search}`)).templates.map(({ id }: { id: string }) => id);
    expect(await ids("")).not.toContain(spare.id);
    expect(await ids("?retired=true")).toContain(spare.id);
  });

  test("names are in snake_case in the body and in what is said of it", async () => {
    const shop = await application();
    const camel = { applicationId: shop.id, api_id: shop.id, environment: "production" };
    const refused = await call("POST", "/v1/subscriptions", camel);
    expect([refused.status, refused.json.errors]).toEqual([
      400,
      { applicationId: "Not a field here. Names are in snake_case: application_id." },
    ]);
    const inner = {
      name: "A",
      version: "1",
      environments: ["production"],
      auth_types: [{ auth_type: "magic" }],
    };
    expect(Object.keys((await call("POST", "/v1/apis", inner)).json.errors)).toEqual([
      "auth_types.0.auth_type",
      "auth_types.0.policy_template_id",
    ]);
    for (const path of [
      "/v1/apis?authType=basic",
      "/v1/subscriptions?status=on",
      "/v1/applications?group=mine",
    ])
      expect([path, (await call("GET", path)).status]).toEqual([path, 400]);
  });

  test("what belongs to another workspace does not exist here", async () => {
    const away = await new Team(await makeWorkspace(t.hub.db)).issue({
      scopes: ["key-sets:read", "key-sets:write"],
    });
    const [orders, shop] = [await api(), await application()];
    const { id } = await subscribe(shop.id, orders.id);
    for (const path of [`/v1/apis/${orders.id}`, `/v1/applications/${shop.id}`, `/v1/subscriptions/${id}`])
      expect([path, (await call("GET", path, undefined, away)).status]).toEqual([path, 404]);
    expect((await call("POST", `/v1/subscriptions/${id}/revoke`, {}, away)).status).toBe(404);
    const across = { application_id: shop.id, api_id: orders.id, environment: "production" };
    expect((await call("POST", "/v1/subscriptions", across, away)).status).toBe(404);
    expect((await does("GET", "/v1/apis", undefined, away)).total).toBe(0);
  });
});
