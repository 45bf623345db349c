import { afterAll, beforeAll, expect, test } from "vitest";
import { listGroups } from "../groups/list";
import { addGroupMember, removeGroupMember } from "../groups/members";
import { removeGroup } from "../groups/remove";
import { createOrganization } from "../organizations/create";
import { removeOrganization } from "../organizations/remove";
import { removeMember } from "../people/remove-member";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { approveSubscription } from "../subscriptions/approve";
import { revokeSubscription } from "../subscriptions/close";
import { withdrawSubscription } from "../subscriptions/decline";
import { getSubscription, listSubscriptions } from "../subscriptions/list";
import { subscribe } from "../subscriptions/subscribe";
import { makeApi, makeApplication, makeGroup, makeSubscription, makeTemplate } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { activateApplication } from "./activate";
import { createApplication } from "./create";
import { deleteApplication } from "./delete";
import { editApplication } from "./edit";
import { getApplication } from "./get";
import { listApplications } from "./list";
import { applicationPowers } from "./powers";
import { suspendApplication } from "./suspend";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const get = async (id: string) => done(await runQuery(getApplication, home.as(), { id }));
const holdByHand = (keyId: string) => hub.sql`
  insert into holds (id, workspace_id, key_id, source, reason, actor_label, created_at)
  values (gen_random_uuid(), ${home.id}, ${keyId}, 'manual', '', 'test', now())`;
const eventsOf = async (subjectId: string, type: string) =>
  (await hub.sql`select 1 from events where subject_id = ${subjectId} and type = ${type}`).length;

/** An application with three key sets: one suspended by hand, one pending, one active. */
async function threeSets() {
  const types = async (approval: "auto" | "manual", ...names: string[]) => {
    const { id: policyTemplateId } = await makeTemplate(home);
    return makeApi(home, {
      approval,
      authTypes: names.map((authType) => ({ authType, policyTemplateId })),
    });
  };
  const two = await makeSubscription(home, { apiId: (await types("auto", "api_key", "basic")).id });
  const { applicationId } = two;
  const apiId = (await types("manual", "oauth2_client_credentials")).id;
  const one = await makeSubscription(home, { applicationId, apiId });
  const [active, byHand] = two.keySets.map(({ id }) => id);
  await holdByHand(byHand!);
  return {
    id: applicationId,
    active: active!,
    byHand: byHand!,
    pending: one.keySets[0]!.id,
    waiting: one.id,
  };
}
const standings = async (id: string) =>
  Object.fromEntries((await get(id)).keySets.map((set) => [set.id, set.status]));

test("suspending an application suspends all its key sets, in one step that the verifiers are told of", async () => {
  const { id, active, byHand, pending } = await threeSets();
  const [before] = await hub.sql`select revision from feed_head`;
  const answer = await runCommand(suspendApplication, home.as(), { id, reason: "Leaked" });
  expect(answer).toMatchObject({ kind: "done", value: { keySets: 3 }, receipt: { silent: [] } });
  expect(await standings(id)).toEqual({ [active]: "suspended", [byHand]: "suspended", [pending]: "pending" });
  const told =
    await hub.sql`select subject_id from feed where revision > ${before!.revision} and workspace_id = ${home.id}`;
  expect(told.map((row) => row.subject_id).sort()).toEqual([active, byHand, pending].sort());
  for (const keyId of [active, byHand, pending]) expect(await eventsOf(keyId, "key-set.suspended")).toBe(1);
  expect(await get(id)).toMatchObject({
    suspendedReason: "Leaked",
    suspendedByLabel: home.owner.name,
    moves: { suspend: "application-suspended", activate: null },
  });
  expect(await runCommand(suspendApplication, home.as(), { id })).toMatchObject({
    code: "application-suspended",
  });
});

test("activating it activates them, and those that a person had suspended as well unless that is declined", async () => {
  const { id, active, byHand, pending, waiting } = await threeSets();
  done(await runCommand(suspendApplication, home.as(), { id }));
  const individually = (await get(id)).keySets.filter((set) => set.suspendedIndividually);
  expect(individually.map((set) => set.id)).toEqual([byHand]);
  expect(await runCommand(approveSubscription, home.as(), { id: waiting })).toMatchObject({
    code: "application-suspended",
  });
  done(await runCommand(activateApplication, home.as(), { id, alsoIndividual: false }));
  expect(await standings(id)).toEqual({ [active]: "active", [byHand]: "suspended", [pending]: "pending" });
  done(await runCommand(suspendApplication, home.as(), { id }));
  done(await runCommand(activateApplication, home.as(), { id }));
  expect(await standings(id)).toEqual({ [active]: "active", [byHand]: "active", [pending]: "pending" });
  expect(await runCommand(activateApplication, home.as(), { id })).toMatchObject({
    code: "application-not-suspended",
  });
  done(await runCommand(approveSubscription, home.as(), { id: waiting }));
  expect(await standings(id)).toMatchObject({ [pending]: "active" });
});

test("an application goes only when its subscriptions are over; its key sets are revoked and their secrets forgotten", async () => {
  const { id, apiId, keySets, ...subscription } = { ...(await makeSubscription(home)), id: "" };
  const { applicationId } = subscription;
  expect(apiId).not.toBe(id);
  expect(await runCommand(deleteApplication, home.as(), { id: applicationId })).toMatchObject({
    code: "application-in-use",
  });
  const open = done(await runQuery(listSubscriptions, home.as(), { application: applicationId }));
  done(await runCommand(revokeSubscription, home.as(), { id: open.rows[0]!.id }));
  const answer = await runCommand(deleteApplication, home.as(), { id: applicationId });
  expect(answer).toMatchObject({ kind: "done", value: { keySets: 1 }, receipt: { silent: [] } });
  const [version] =
    await hub.sql`select sealed_secret, revoke_reason from key_versions where key_id = ${keySets[0]!.id}`;
  expect(version).toEqual({ sealed_secret: null, revoke_reason: "no_longer_needed" });
  expect(await runQuery(getApplication, home.as(), { id: applicationId })).toMatchObject({
    code: "not-found",
  });
  expect(await eventsOf(keySets[0]!.id, "key-set.revoked")).toBe(1);
});

test("its name can be used again once it is deleted, and not before, in whatever case", async () => {
  const { id } = await makeApplication(home, { name: "Billing" });
  const other = await makeApplication(home);
  expect(await runCommand(createApplication, home.as(), { name: "BILLING" })).toMatchObject({
    code: "application-name-taken",
  });
  expect(await runCommand(editApplication, home.as(), { id: other.id, name: "billing" })).toMatchObject({
    code: "application-name-taken",
  });
  done(await runCommand(deleteApplication, home.as(), { id }));
  done(await runCommand(createApplication, home.as(), { name: "BILLING" }));
});

test("a Developer or Consumer reaches the applications of their groups; every other one does not exist", async () => {
  const [developer, consumer, outsider] = [
    await home.member("developer"),
    await home.member("consumer"),
    await home.member("developer"),
  ];
  const group = await makeGroup(home, developer, consumer);
  const application = await makeApplication(home, { groupId: group.id });
  const foreign = await makeApplication(home, { groupId: (await makeGroup(home, outsider)).id });
  const api = await makeApi(home, { approval: "manual" });
  for (const person of [developer, consumer]) {
    const as = () => home.as(person);
    const listed = done(await runQuery(listApplications, as(), {}));
    expect(listed.rows.map(({ id }) => id)).toEqual([application.id]);
    expect(done(await runQuery(getApplication, as(), { id: application.id })).id).toBe(application.id);
    done(await runCommand(editApplication, as(), { id: application.id, description: `By ${person.role}` }));
    const input = { apiId: api.id, environment: "production" };
    const asked = done(await runCommand(subscribe, as(), { ...input, applicationId: application.id }));
    expect(done(await runQuery(getSubscription, as(), { id: asked.id })).status).toBe("pending");
    expect(done(await runQuery(listSubscriptions, as(), { view: "requested" })).rows[0]!.id).toBe(asked.id);
    expect(done(await runQuery(listSubscriptions, as(), { view: "received" })).rows).toEqual([]);
    expect(await runCommand(approveSubscription, as(), { id: asked.id })).toMatchObject({
      code: "access-denied",
    });
    const stranger = home.as(outsider);
    expect(await runQuery(getSubscription, stranger, { id: asked.id })).toMatchObject({ code: "not-found" });
    expect(await runCommand(withdrawSubscription, stranger, { id: asked.id })).toMatchObject({
      code: "not-found",
    });
    done(await runCommand(withdrawSubscription, as(), { id: asked.id }));
    for (const refused of [
      await runQuery(getApplication, as(), { id: foreign.id }),
      await runCommand(editApplication, as(), { id: foreign.id, description: "Mine" }),
      await runCommand(deleteApplication, as(), { id: foreign.id }),
      await runCommand(subscribe, as(), { ...input, applicationId: foreign.id }),
    ])
      expect(refused).toMatchObject({ kind: "refused", code: "not-found" });
  }
  expect(await runCommand(suspendApplication, home.as(consumer), { id: application.id })).toMatchObject({
    code: "access-denied",
  });
  expect(await runCommand(suspendApplication, home.as(developer), { id: foreign.id })).toMatchObject({
    code: "not-found",
  });
  done(await runCommand(suspendApplication, home.as(developer), { id: application.id }));
  const viewer = await home.member("viewer");
  expect(done(await runQuery(getApplication, home.as(viewer), { id: foreign.id })).id).toBe(foreign.id);
});

test("what one may do with an application is told before: nothing of those out of reach, and of none what the role lacks", async () => {
  const [developer, consumer] = [await home.member("developer"), await home.member("consumer")];
  const own = await makeApplication(home, { groupId: (await makeGroup(home, developer, consumer)).id });
  const foreign = await makeApplication(home);
  const ids = [own.id, foreign.id];
  const powersOf = async (actor: typeof developer) =>
    done(await runQuery(applicationPowers, home.as(actor), { ids }));
  expect(await powersOf(developer)).toEqual({ edit: [own.id], suspend: [own.id], subscribe: [own.id] });
  expect(await powersOf(consumer)).toEqual({ edit: [own.id], suspend: null, subscribe: [own.id] });
  const none = { edit: null, suspend: null, subscribe: null };
  expect(await powersOf(await home.member("viewer"))).toEqual(none);
  const all = await powersOf(await home.member("admin"));
  expect([all.edit?.sort(), all.suspend?.sort()]).toEqual([[...ids].sort(), [...ids].sort()]);
});

test("nobody gives an application to a group that they are not in, or puts it where they would not reach it", async () => {
  const developer = await home.member("developer");
  const [own, other] = [await makeGroup(home, developer), await makeGroup(home)];
  const as = () => home.as(developer);
  expect(await runCommand(createApplication, as(), { name: "Theirs", groupId: other.id })).toMatchObject({
    code: "foreign-group",
  });
  const made = done(await runCommand(createApplication, as(), { name: "Ours", groupId: own.id }));
  expect(await runCommand(editApplication, as(), { id: made.id, groupId: other.id })).toMatchObject({
    code: "foreign-group",
  });
  const alone = done(await runCommand(createApplication, as(), { name: "Mine", ownerId: home.owner.id }));
  expect(done(await runQuery(getApplication, as(), { id: alone.id })).ownerId).toBe(developer.id);
  expect(await runCommand(editApplication, as(), { id: alone.id, ownerId: home.owner.id })).toMatchObject({
    code: "foreign-group",
  });
  done(await runCommand(editApplication, as(), { id: alone.id, ownerId: home.owner.id, groupId: own.id }));
});

test("who leaves a group, or the workspace, reaches its applications no more", async () => {
  const [developer, other] = [await home.member("developer"), await home.member("developer")];
  const group = await makeGroup(home, developer, other);
  const { id } = await makeApplication(home, { groupId: group.id });
  const member = { id: group.id, userId: developer.id };
  expect(await runCommand(addGroupMember, home.as(), member)).toMatchObject({ code: "group-member-already" });
  done(await runCommand(removeGroupMember, home.as(), member));
  expect(await runQuery(getApplication, home.as(developer), { id })).toMatchObject({ code: "not-found" });
  done(await runCommand(removeMember, home.as(), { userId: other.id }));
  const { groups } = done(await runQuery(listGroups, home.as(), {}));
  expect(groups.find((one) => one.id === group.id)).toMatchObject({ members: [], applications: 1 });
  expect(await runCommand(removeGroup, home.as(), { id: group.id })).toMatchObject({ code: "group-in-use" });
});

test("an organization goes when no application belongs to it; parts of another workspace are none", async () => {
  const away = await makeWorkspace(hub.db);
  const organization = done(
    await runCommand(createOrganization, home.as(), { name: "Partner", kind: "external" }),
  );
  const application = await makeApplication(home, { organizationId: organization.id });
  expect(
    done(await runQuery(listApplications, home.as(), { organization: organization.id })).rows,
  ).toMatchObject([{ id: application.id, organization: "Partner" }]);
  expect(await runCommand(removeOrganization, home.as(), { id: organization.id })).toMatchObject({
    code: "organization-in-use",
  });
  done(await runCommand(deleteApplication, home.as(), { id: application.id }));
  done(await runCommand(removeOrganization, home.as(), { id: organization.id }));
  const theirs = done(await runCommand(createOrganization, away.as(), { name: "Partner" }));
  for (const [field, id] of [
    ["organizationId", theirs.id],
    ["groupId", (await makeGroup(away)).id],
    ["ownerId", away.owner.id],
  ])
    expect(await runCommand(createApplication, home.as(), { name: "Odd", [field!]: id })).toMatchObject({
      kind: "invalid",
      fields: { [field!]: expect.any(String) },
    });
});
