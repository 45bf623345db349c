/** What the screens of the catalog ask beside what programs ask: whose, what a list can be narrowed to, who decided. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/people/actor";
import { builtInRole } from "@/lib/domain/people/roles";
import { apiForm } from "../apis/form";
import { getApi } from "../apis/get";
import { retireApi } from "../apis/retire";
import { suspendApplication } from "../applications/suspend";
import { retirePolicyTemplate } from "../policy-templates/retire";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeApi, makeApplication, makeGroup, makeSubscription } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { listApplicants } from "./applicants";
import { approveSubscription } from "./approve";
import { listChoices } from "./choices";
import { suspendSubscription } from "./close";
import { rejectSubscription, withdrawSubscription } from "./decline";
import { inspectSubscription } from "./inspect";
import { getSubscription, listSubscriptions } from "./list";
import { planSubscription } from "./plan";
import { subscribe } from "./subscribe";

const templateOf = async (id: string) =>
  done(await runQuery(getApi, home.as(), { id })).authTypes[0]!.policyTemplateId;

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

test("a Developer may request for the applications of own groups alone, and sees where each is subscribed", async () => {
  const developer = await home.member("developer");
  const group = await makeGroup(home, developer);
  const own = await makeApplication(home, { name: "Own shop", groupId: group.id });
  const suspended = await makeApplication(home, { name: "Own till", groupId: group.id });
  await makeApplication(home, { name: "Foreign shop" });
  done(await runCommand(suspendApplication, home.as(), { id: suspended.id }));
  const api = await makeApi(home, { environments: ["production", "staging"] });
  await makeSubscription(home, { applicationId: own.id, apiId: api.id, environment: "staging" });

  const asked = (q: string, actor = developer) =>
    runQuery(listApplicants, home.as(actor), { apiId: api.id, q }).then(done);
  const { applications, total } = await asked("");
  expect(total).toBe(2);
  expect(applications).toMatchObject([
    { name: "Own shop", suspendedAt: null, subscribedIn: ["staging"] },
    { name: "Own till", suspendedAt: expect.any(Date), subscribedIn: [] },
  ]);
  expect((await asked("TILL")).applications.map(({ name }) => name)).toEqual(["Own till"]);
  expect((await asked("shop", home.owner)).total).toBe(2);
});

test("a rejected subscription does not count as subscribed", async () => {
  const { id, applicationId, apiId } = await makeSubscription(home, { approval: "manual" });
  const subscribedIn = async () => {
    const { applications } = done(await runQuery(listApplicants, home.as(), { apiId }));
    return applications.find((one) => one.id === applicationId)!.subscribedIn;
  };
  expect(await subscribedIn()).toEqual(["production"]);
  done(await runCommand(rejectSubscription, home.as(), { id }));
  expect(await subscribedIn()).toEqual([]);
});

test("a list can be narrowed to what one reaches, and to what it is narrowed to already", async () => {
  const other = await makeWorkspace(hub.db);
  const developer = await other.member("developer");
  const group = await makeGroup(other, developer);
  const own = await makeApplication(other, { name: "Aaa", groupId: group.id });
  const foreign = await makeApplication(other, { name: "Bbb" });
  const api = await makeApi(other, { name: "Zzz", version: "3" });
  const choices = async (application: string) =>
    done(await runQuery(listChoices, other.as(developer), { application, api: api.id }));
  expect((await choices(own.id)).applications).toEqual([{ id: own.id, name: "Aaa" }]);
  expect((await choices(foreign.id)).applications).toEqual([{ id: own.id, name: "Aaa" }]);
  expect((await choices(own.id)).apis).toEqual([{ id: api.id, name: "Zzz 3" }]);
  // More than a menu holds: the chosen one is there all the same.
  for (let i = 0; i < 101; i++) await makeApplication(other, { name: `A${100 + i}`, groupId: group.id });
  const last = await makeApplication(other, { name: "Zz", groupId: group.id });
  expect((await choices(last.id)).applications[0]).toEqual({ id: last.id, name: "Zz" });
});

test("whoever may not see the catalog is offered the APIs of the subscriptions that they reach, and no other", async () => {
  const other = await makeWorkspace(hub.db);
  const developer = await other.member("developer");
  const { id: groupId } = await makeGroup(other, developer);
  const application = await makeApplication(other, { groupId });
  const mine = (await makeSubscription(other, { applicationId: application.id })).apiId;
  const theirs = (await makeSubscription(other)).apiId;
  const { "api:view": _, ...table } = developer.role.table;
  const blind = { ...developer, role: { ...developer.role, table } };
  const offered = async (actor: Actor, api: string | null) =>
    done(await runQuery(listChoices, other.as(actor), { api })).apis.map(({ id }) => id);
  for (const api of [null, mine, theirs]) expect(await offered(blind, api)).toEqual([mine]);
  expect((await offered(developer, null)).sort()).toEqual([mine, theirs].sort());
  const viewer = await other.member("viewer");
  const { "api:view": __, ...views } = viewer.role.table;
  const ofAll = { ...viewer, role: { ...viewer.role, table: views } };
  // What the address names stands first.
  expect(await offered(ofAll, mine)).toEqual([mine, theirs]);
  expect(await offered(ofAll, theirs)).toEqual([theirs, mine]);
});

test("an inspected subscription tells who asked and who decided, newest first, and how its key sets stand", async () => {
  const { id } = await makeSubscription(home, { approval: "manual" });
  const admin = await home.member("admin");
  const inspect = async () => done(await runQuery(inspectSubscription, home.as(), { id }));
  expect(await inspect()).toMatchObject({ status: "pending", keySets: [{ status: "pending" }] });
  done(await runCommand(approveSubscription, home.as(admin), { id }));
  done(await runCommand(suspendSubscription, home.as(), { id, reason: "Too many calls" }));
  const { steps, keySets, status } = await inspect();
  expect(status).toBe("suspended");
  expect(keySets).toMatchObject([{ authType: "api_key", status: "active" }]);
  expect(steps.map(({ type, by, reason }) => [type, by, reason])).toEqual([
    ["subscription.suspended", home.owner.name, "Too many calls"],
    ["subscription.approved", admin.name, null],
    ["subscription.requested", home.owner.name, null],
  ]);
  // Who reaches a subscription need not see the audit log.
  expect(Object.keys(steps[0]!)).not.toContain("ip");
});

test("a subscription of a retired API says before the click that it cannot be approved", async () => {
  const { id, apiId } = await makeSubscription(home, { approval: "manual" });
  done(await runCommand(retireApi, home.as(), { id: apiId }));
  expect(done(await runQuery(getSubscription, home.as(), { id })).moves).toMatchObject({
    approve: "api-retired",
    reject: null,
  });
  expect(await runCommand(approveSubscription, home.as(), { id })).toMatchObject({ code: "api-retired" });
});

test("whoever sees all subscriptions and decides those of own groups finds each other's moves closed, on screen and by the server", async () => {
  const viewer = builtInRole("viewer");
  const narrow = { "subscription:decide": "own-group", "subscription:request": "own-group" } as const;
  const person = await home.member({ ...viewer, table: { ...viewer.table, ...narrow } });
  const group = await makeGroup(home, person);
  const api = await makeApi(home, { approval: "manual" });
  const ask = async (given: { groupId?: string }) => {
    const { id: applicationId } = await makeApplication(home, given);
    return makeSubscription(home, { applicationId, apiId: api.id });
  };
  const [own, other] = [await ask({ groupId: group.id }), await ask({})];
  const { rows } = done(await runQuery(listSubscriptions, home.as(person), { api: api.id }));
  const listed = (id: string) => rows.find((row) => row.id === id)!.moves;
  const read = async (id: string) => done(await runQuery(inspectSubscription, home.as(person), { id })).moves;
  for (const moves of [listed(own.id), await read(own.id)])
    expect(moves).toMatchObject({ approve: null, reject: null, withdraw: null });
  const closed = "foreign-application";
  for (const moves of [listed(other.id), await read(other.id)])
    expect(moves).toMatchObject({
      approve: closed,
      reject: closed,
      withdraw: closed,
      suspend: "subscription-not-active",
    });
  for (const move of [approveSubscription, rejectSubscription, withdrawSubscription])
    expect(await runCommand(move, home.as(person), { id: other.id })).toMatchObject({ code: closed });
  done(await runCommand(approveSubscription, home.as(person), { id: own.id }));
  // To whoever does not even see it, it does not exist.
  const developer = await home.member("developer");
  expect(await runCommand(withdrawSubscription, home.as(developer), { id: other.id })).toMatchObject({
    code: "not-found",
  });
});

test("a key set that waits is activated by an automatic approval, and nothing is said against it", async () => {
  const waiting = await makeSubscription(home, { approval: "manual" });
  const { applicationId } = waiting;
  const policyTemplateId = await templateOf(waiting.apiId);
  const manual = await makeApi(home, { policyTemplateId, approval: "manual" });
  const auto = await makeApi(home, { policyTemplateId });
  const place = { applicationId, environment: "production" };
  const planned = async (apiId: string) =>
    done(await runQuery(planSubscription, home.as(), { ...place, apiId })).keySets[0]!;
  const [set] = waiting.keySets;
  expect(await planned(manual.id)).toMatchObject({ reuse: { id: set!.id }, warning: "pending" });
  expect(await planned(auto.id)).toMatchObject({ reuse: { id: set!.id }, warning: null });
  const subscribed = done(await runCommand(subscribe, home.as(), { ...place, apiId: auto.id }));
  expect(subscribed.keySets).toMatchObject([{ id: set!.id, reused: true, warning: null }]);
  const { keySets } = done(await runQuery(inspectSubscription, home.as(), { id: subscribed.id }));
  expect(keySets).toMatchObject([{ id: set!.id, status: "active" }]);
});

test("the form of an API offers the templates that are not retired, and says what open subscriptions use", async () => {
  const api = await makeApi(home, { environments: ["production", "staging"] });
  const unused = await makeApi(home);
  await makeSubscription(home, { apiId: api.id });
  done(await runCommand(retireApi, home.as(), { id: unused.id }));
  done(await runCommand(retirePolicyTemplate, home.as(), { id: unused.policyTemplateId }));
  const form = async (id: string | null) => done(await runQuery(apiForm, home.as(), { id }));
  const offered = async (id: string | null) => (await form(id)).templates.map((one) => one.id);
  expect((await form(api.id)).used).toEqual({ environments: ["production"], authTypes: ["api_key"] });
  expect(await offered(null)).toContain(api.policyTemplateId);
  expect(await offered(null)).not.toContain(unused.policyTemplateId);
  // What it has, it may keep.
  expect(await offered(unused.id)).toContain(unused.policyTemplateId);
});
