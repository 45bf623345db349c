/** A good call of every server action. A new action without one fails the matrix. */
import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/domain/people/roles";
import type { RefusalCode } from "@/lib/domain/refusals";
import { suspendApplication } from "@/lib/services/applications/suspend";
import { editNoticeSettings } from "@/lib/services/notices/edit";
import { createOrganization } from "@/lib/services/organizations/create";
import { createRole } from "@/lib/services/roles/create";
import { runCommand } from "@/lib/services/run-command";
import { suspendSubscription } from "@/lib/services/subscriptions/close";
import {
  makeApi,
  makeApplication,
  makeGroup,
  makeKeySetOf,
  makeSubscription,
  makeTemplate,
} from "@/lib/services/testing/catalog";
import { email } from "@/lib/services/testing/sample";
import { newKey } from "@/lib/services/testing/samples/access-keys";
import { invited } from "@/lib/services/testing/samples/people";
import { done } from "@/lib/services/testing/workspace";
import { type Neighbourhood, STAGE_PASSWORD } from "./stage";

export interface ActionSample {
  /** Who may do it: Owner and Admin, the Owner alone, every member, the one whose it is (the Owner, here), Owner and Admin and some more with the applications of their groups, whoever has the link, or anybody at all without an answer being given. */
  open: "admins" | "owners" | "members" | "holder" | "groups" | "link-holders" | "anybody";
  /** Of "groups": what each of the other roles is told of an application that is not of their groups; or "done". */
  told?: Partial<Record<Role, RefusalCode | "done">>;
  /** What others than its holder are told, if not that there is no such thing. */
  refusedAs?: string;
  /** Makes what the call names. The first argument holds the fields. */
  prepare(stage: Neighbourhood): Promise<unknown[]>;
}

const policy = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  manualRegeneration: true,
  overlapDays: 7,
  retrievable: true,
  notifyDays: [14, 3],
};
const oneOutpost = async (stage: Neighbourhood) => ({ id: (await stage.outpost()).id });
const oneKey = async (stage: Neighbourhood) => ({ id: (await stage.key()).id });
const rotatedKey = async (stage: Neighbourhood) => {
  const key = await oneKey(stage);
  await stage.rotate(key.id);
  return key;
};
const someKeys = async (stage: Neighbourhood) => [(await stage.key()).id, (await stage.key()).id];
const disabledKeys = async (stage: Neighbourhood) => {
  const ids = await someKeys(stage);
  for (const id of ids) await stage.disable(id);
  return ids;
};
const admins = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "admins", prepare });
const owners = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "owners", prepare });
const members = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "members", prepare });
const holder = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "holder", prepare });
const apiKey = async (stage: Neighbourhood) => ({ id: (await stage.personalKey()).id });
const keySet = async ({ home }: Neighbourhood) => ({ id: (await makeKeySetOf(home)).id });
const links = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "link-holders", prepare });
const groups = (told: ActionSample["told"], prepare: ActionSample["prepare"]): ActionSample => ({
  open: "groups",
  told,
  prepare,
});
/** By roles that may do it where their groups reach, and to whom there is no such thing elsewhere. */
const inGroups = (beyondReach: readonly Role[], prepare: ActionSample["prepare"]) =>
  groups(
    Object.fromEntries(
      (["developer", "consumer", "viewer"] as const).map((role) => [
        role,
        beyondReach.includes(role) ? "not-found" : "access-denied",
      ]),
    ),
    prepare,
  );
/** Who may change applications, and who may suspend them. */
const editors = (prepare: ActionSample["prepare"]) =>
  groups({ developer: "not-found", consumer: "not-found", viewer: "access-denied" }, prepare);
const suspenders = (prepare: ActionSample["prepare"]) =>
  groups({ developer: "not-found", consumer: "access-denied", viewer: "access-denied" }, prepare);
const oneApplication = async ({ home }: Neighbourhood) => ({ id: (await makeApplication(home)).id });
const oneGroup = async ({ home }: Neighbourhood) => ({ id: (await makeGroup(home)).id });
const oneOrganization = async ({ home }: Neighbourhood) => {
  const input = { name: named("Northwind") };
  return { id: done(await runCommand(createOrganization, home.as(), input)).id };
};
const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
const anybody = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "anybody", prepare });

const apiParts = async ({ home }: Neighbourhood) => ({
  version: "1",
  description: "Orders of the shop",
  documentation: "https://docs.example/orders",
  approval: "manual",
  environments: ["production"],
  authTypes: [{ authType: "basic", policyTemplateId: (await makeTemplate(home)).id }],
});
const wanted = async ({ home }: Neighbourhood) => ({
  applicationId: (await makeApplication(home)).id,
  apiId: (await makeApi(home)).id,
  environment: "production",
});
const oneSubscription = async ({ home }: Neighbourhood, approval: "auto" | "manual" = "auto") => ({
  id: (await makeSubscription(home, { approval })).id,
  reason: "As agreed",
});
const oneRole = async ({ home }: Neighbourhood) => ({
  role: done(
    await runCommand(createRole, home.as(), { name: named("Role"), permissions: { "audit:view": "all" } }),
  ).role,
});

export const ACTION_SAMPLES: Record<string, ActionSample> = {
  addRole: owners(async (stage) => {
    await stage.freshen();
    return [{ name: named("Role"), permissions: { "key-set:view": "own-group" } }, randomUUID()];
  }),
  saveRole: owners(async (stage) => {
    await stage.freshen();
    return [{ ...(await oneRole(stage)), permissions: { "member:view": "all" } }];
  }),
  dropRole: owners(async (stage) => {
    await stage.freshen();
    return [await oneRole(stage)];
  }),
  readKeySetDelivery: groups({ developer: "not-found", consumer: "not-found" }, async (stage) => [
    await keySet(stage),
  ]),
  deliverKeySetAgain: suspenders(async (stage) => [
    { ...(await keySet(stage)), outpostId: (await stage.outpost()).id },
    randomUUID(),
  ]),
  createAccessKey: admins(async () => [newKey(), randomUUID()]),
  editAccessKey: admins(async (stage) => [{ ...(await oneKey(stage)), name: "Sales" }, randomUUID()]),
  disableAccessKey: admins(async (stage) => [await oneKey(stage), randomUUID()]),
  enableAccessKey: admins(async (stage) => {
    const key = await oneKey(stage);
    await stage.disable(key.id);
    return [key, randomUUID()];
  }),
  regenerateAccessKey: admins(async (stage) => [await oneKey(stage), randomUUID()]),
  rotateAccessKey: admins(async (stage) => [{ ...(await oneKey(stage)), overlap: 24 }, randomUUID()]),
  revealAccessKey: admins(async (stage) => [{ id: (await stage.waitingKey()).id }, randomUUID()]),
  endKeyOverlap: admins(async (stage) => [await rotatedKey(stage), randomUUID()]),
  rollBackKey: admins(async (stage) => [await rotatedKey(stage), randomUUID()]),
  readRotation: admins(async (stage) => [await rotatedKey(stage)]),
  revokeAccessKey: admins(async (stage) => [{ ...(await oneKey(stage)), reason: "leaked" }, randomUUID()]),
  deleteAccessKey: admins(async (stage) => [await oneKey(stage), randomUUID()]),
  revokeAccessKeys: admins(async (stage) => [{ ids: await someKeys(stage), reason: "leaked" }, randomUUID()]),
  disableAccessKeys: admins(async (stage) => [{ ids: await someKeys(stage) }, randomUUID()]),
  enableAccessKeys: admins(async (stage) => [{ ids: await disabledKeys(stage) }, randomUUID()]),
  deleteAccessKeys: admins(async (stage) => [{ ids: await someKeys(stage) }, randomUUID()]),
  readSelection: admins(async (stage) => [{ ids: await someKeys(stage) }]),
  exportAccessKeys: admins(async () => [{ filter: { q: "o" } }]),
  readCleanUp: admins(async () => [{ choices: ["expired", "revoked"] }]),
  cleanUpKeys: admins(async (stage) => [
    { choices: ["revoked"], ids: await disabledKeys(stage) },
    randomUUID(),
  ]),
  readKeyDelivery: admins(async (stage) => [await oneKey(stage)]),
  deliverKeyAgain: admins(async (stage) => [
    { ...(await oneKey(stage)), outpostId: (await stage.outpost()).id },
    randomUUID(),
  ]),
  readNoticeSettings: admins(async () => []),
  editNoticeSettings: admins(async () => [
    { days: [14, 3], recipients: ["ops@example.com"], webhookUrl: "https://chat.example.com/hook" },
    randomUUID(),
  ]),
  tryNoticeChannel: admins(async ({ home }) => {
    await runCommand(editNoticeSettings, home.as(), { webhookUrl: "https://chat.invalid/hook" });
    return [{ channel: "webhook" }, randomUUID()];
  }),
  readFirstUse: admins(async (stage) => [await oneKey(stage)]),
  readUsage: admins(async (stage) => [await oneKey(stage)]),
  readDiagnostic: admins(async () => [{ id: "dx_00000000000000" }]),
  checkChain: admins(async () => []),
  inviteMember: admins(async () => [{ email: email(), role: "developer" }, randomUUID()]),
  withdraw: admins(async (stage) => [{ id: (await invited(stage)).id }]),
  changeMember: admins(async ({ home }) => [{ userId: (await home.member("viewer")).id, role: "developer" }]),
  remove: admins(async ({ home }) => [{ userId: (await home.member("viewer")).id }]),
  editWorkspace: owners(async (stage) => {
    await stage.freshen();
    return [
      {
        name: "Northwind",
        keyPrefix: "nw",
        environments: ["development", "staging", "production", "eu2"],
        ownScopes: ["orders:write", "orders:read"],
        longestLifetimeDays: 365,
        neverAllowed: true,
      },
    ];
  }),
  editProfile: members(async () => [{ name: "Olive", timeZone: "Europe/Vienna", confirmSeconds: 5 }]),
  changePassword: members(async (stage) => {
    await stage.freshen();
    return [{ current: STAGE_PASSWORD, password: "nine other gulls at sea" }];
  }),
  confirmPassword: members(async (stage) => {
    await stage.freshen();
    return [{ password: STAGE_PASSWORD }];
  }),
  endOneSession: members(async () => [{ id: randomUUID() }]),
  endEveryOtherSession: members(async () => []),
  disableMember: admins(async ({ home }) => [{ userId: (await home.member("viewer")).id }]),
  enableMember: admins(async (stage) => {
    const { id } = await stage.home.member("viewer");
    await stage.shutOut(id);
    return [{ userId: id }];
  }),
  revokeMemberKey: admins(async (stage) => [{ ...(await apiKey(stage)), reason: "leaked" }, randomUUID()]),
  createApiKey: members(async () => [{ name: "Laptop", expiration: "90" }, randomUUID()]),
  disableApiKey: holder(async (stage) => [await apiKey(stage), randomUUID()]),
  enableApiKey: holder(async (stage) => {
    const key = await apiKey(stage);
    await stage.disablePersonal(key.id);
    return [key, randomUUID()];
  }),
  regenerateApiKey: holder(async (stage) => [await apiKey(stage), randomUUID()]),
  deleteApiKey: holder(async (stage) => [await apiKey(stage), randomUUID()]),
  readApiKeysCleanUp: members(async () => [{ choices: ["both"] }]),
  cleanUpApiKeys: {
    ...holder(async (stage) => {
      const { id } = await apiKey(stage);
      await stage.disablePersonal(id);
      return [{ choices: ["revoked"], ids: [id] }, randomUUID()];
    }),
    refusedAs: "nothing-to-clean-up",
  },
  readApiKeyFirstUse: holder(async (stage) => [await apiKey(stage)]),
  generateKey: admins(async (stage) => {
    await stage.signingKey(false);
    return [{ bits: 2048 }, randomUUID()];
  }),
  rotateKey: admins(async (stage) => {
    await stage.signingKey(true);
    return [{ bits: 2048 }, randomUUID()];
  }),
  readSigningRotation: admins(async () => []),
  prepareNextKey: admins(async (stage) => {
    await stage.signingKey(true);
    return [{ bits: 2048 }, randomUUID()];
  }),
  signWithNextKey: admins(async (stage) => [await stage.nextSigningKey(), randomUUID()]),
  withdrawNextKey: admins(async (stage) => [{ id: (await stage.nextSigningKey()).id }, randomUUID()]),
  rollBackToKeyBefore: admins(async (stage) => [await stage.drainingSigningKey(), randomUUID()]),
  retireKey: admins(async (stage) => [await stage.drainingSigningKey(), randomUUID()]),
  readOutposts: admins(async () => []),
  enrolNewOutpost: admins(async () => [
    { name: `Orders ${randomUUID().slice(0, 8)}`, environment: "production" },
    randomUUID(),
  ]),
  enrolOutpostAnew: admins(async (stage) => [await oneOutpost(stage), randomUUID()]),
  resetOneOutpost: admins(async (stage) => [await oneOutpost(stage), randomUUID()]),
  resetEveryOutpost: admins(async (stage) => {
    await stage.outpost();
    return [{}, randomUUID()];
  }),
  loadDemoData: owners(async (stage) => {
    await stage.demoData(false);
    return [{}, randomUUID()];
  }),
  removeDemoData: owners(async (stage) => {
    await stage.freshen();
    await stage.demoData(true);
    return [{}, randomUUID()];
  }),
  removeOneOutpost: admins(async (stage) => [await oneOutpost(stage), randomUUID()]),
  addPolicyTemplate: admins(async () => [
    { ...policy, name: `Yearly ${randomUUID().slice(0, 8)}`, description: "For partners" },
    randomUUID(),
  ]),
  changePolicyTemplate: admins(async ({ home }) => [
    {
      ...policy,
      id: (await makeTemplate(home)).id,
      name: `Yearly ${randomUUID().slice(0, 8)}`,
      description: "",
      existing: "adopt-now",
    },
    randomUUID(),
  ]),
  endPolicyTemplate: admins(async ({ home }) => [{ id: (await makeTemplate(home)).id }, randomUUID()]),
  readAdoption: admins(async ({ home }) => [{ ...policy, id: (await makeTemplate(home)).id }]),
  createNewApplication: groups({ viewer: "access-denied" }, async () => [
    {
      name: named("Orders app"),
      description: "Shows orders",
      organizationId: null,
      groupId: null,
      externalId: "app-17",
    },
    randomUUID(),
  ]),
  editOneApplication: editors(async (stage) => [
    {
      ...(await oneApplication(stage)),
      name: named("Orders app"),
      description: "Shows orders",
      organizationId: (await oneOrganization(stage)).id,
      groupId: (await oneGroup(stage)).id,
      ownerId: stage.home.owner.id,
      externalId: "",
    },
    randomUUID(),
  ]),
  suspendOneApplication: suspenders(async (stage) => [
    { ...(await oneApplication(stage)), reason: "Leaked" },
    randomUUID(),
  ]),
  activateOneApplication: suspenders(async (stage) => {
    const application = await oneApplication(stage);
    done(await runCommand(suspendApplication, stage.home.as(), application));
    return [{ ...application, alsoIndividual: false }, randomUUID()];
  }),
  deleteOneApplication: editors(async (stage) => [await oneApplication(stage), randomUUID()]),
  createNewOrganization: admins(async () => [{ name: named("Northwind"), kind: "external" }, randomUUID()]),
  editOneOrganization: admins(async (stage) => [
    { ...(await oneOrganization(stage)), name: named("Southwind"), kind: "external" },
  ]),
  removeOneOrganization: admins(async (stage) => [await oneOrganization(stage)]),
  createNewGroup: admins(async () => [{ name: named("Orders team") }, randomUUID()]),
  renameOneGroup: admins(async (stage) => [{ ...(await oneGroup(stage)), name: named("Sales team") }]),
  removeOneGroup: admins(async (stage) => [await oneGroup(stage)]),
  addMemberToGroup: admins(async (stage) => [
    { ...(await oneGroup(stage)), userId: (await stage.home.member("developer")).id },
  ]),
  removeMemberFromGroup: admins(async ({ home }) => {
    const member = await home.member("developer");
    return [{ id: (await makeGroup(home, member)).id, userId: member.id }];
  }),
  setUpHub: links(async () => [
    {
      token: "a".repeat(43),
      name: "First",
      email: email(),
      password: "a long pass phrase",
      workspaceName: "First",
      workspaceSlug: `s${randomUUID().slice(0, 8)}`,
    },
  ]),
  openInvitation: links(async (stage) => [(await invited(stage)).token?.reveal()]),
  acceptInvitation: links(async (stage) => [
    { token: (await invited(stage)).token?.reveal(), name: "New", password: "a long pass phrase" },
  ]),
  addApi: admins(async (stage) => [{ name: named("Orders"), ...(await apiParts(stage)) }, randomUUID()]),
  changeApi: admins(async (stage) => {
    const { version: _, ...parts } = await apiParts(stage);
    return [{ id: (await makeApi(stage.home)).id, ...parts }];
  }),
  retireOneApi: admins(async ({ home }) => [{ id: (await makeApi(home)).id }]),
  readApplicants: groups(
    { developer: "done", consumer: "done", viewer: "access-denied" },
    async ({ home }) => [{ apiId: (await makeApi(home)).id, q: "Shop" }],
  ),
  readPlan: editors(async (stage) => [await wanted(stage)]),
  requestSubscription: editors(async (stage) => [
    { ...(await wanted(stage)), useCase: "Shows orders" },
    randomUUID(),
  ]),
  approveRequest: admins(async (stage) => [await oneSubscription(stage, "manual"), randomUUID()]),
  rejectRequest: admins(async (stage) => [await oneSubscription(stage, "manual"), randomUUID()]),
  withdrawRequest: editors(async (stage) => [await oneSubscription(stage, "manual"), randomUUID()]),
  suspendOneSubscription: admins(async (stage) => [await oneSubscription(stage), randomUUID()]),
  activateOneSubscription: admins(async (stage) => {
    const one = await oneSubscription(stage);
    done(await runCommand(suspendSubscription, stage.home.as(), { id: one.id }));
    return [one, randomUUID()];
  }),
  revokeOneSubscription: admins(async (stage) => [await oneSubscription(stage), randomUUID()]),
  chooseTheme: anybody(async () => [{ theme: "dark" }]),
  retrieveKeySet: inGroups(["developer", "consumer"], async (stage) => [
    { ...(await keySet(stage)), version: 1 },
    randomUUID(),
  ]),
  suspendKeySet: inGroups(["developer"], async (stage) => [
    { ...(await keySet(stage)), reason: "Looked at" },
    randomUUID(),
  ]),
  activateKeySet: inGroups(["developer"], async (stage) => {
    const { id } = await keySet(stage);
    await stage.suspendKeySet(id);
    return [{ id }, randomUUID()];
  }),
  regenerateKeySet: inGroups(["developer"], async (stage) => [
    { ...(await keySet(stage)), version: 1 },
    randomUUID(),
  ]),
  revokeKeySet: admins(async (stage) => [{ ...(await keySet(stage)), reason: "leaked" }, randomUUID()]),
  renameKeySet: inGroups(["developer"], async (stage) => [
    { ...(await keySet(stage)), name: "The shop's own" },
    randomUUID(),
  ]),
  readKeySetUsage: inGroups(["developer"], async (stage) => [await keySet(stage)]),
  keepKeySetsView: anybody(async () => [{ hidden: ["key"], density: "compact" }]),
  keepKeySetViews: anybody(async () => [[{ name: "Soon", query: "expiry=in30" }]]),
  keepView: anybody(async () => [{ columns: ["name"], density: "compact" }]),
};
