/** A good call of every server action. A new action without one fails the matrix. */
import { randomUUID } from "node:crypto";
import { editNoticeSettings } from "@/lib/services/notices/edit";
import { createRole } from "@/lib/services/roles/create";
import { runCommand } from "@/lib/services/run-command";
import { email } from "@/lib/services/testing/sample";
import { newKey } from "@/lib/services/testing/samples/access-keys";
import { invited } from "@/lib/services/testing/samples/people";
import { done } from "@/lib/services/testing/workspace";
import { type ActionSample, admins, anybody, holder, links, members, named, owners } from "./action-sample";
import { CATALOG_ACTION_SAMPLES } from "./catalog-action-samples";
import { type Neighbourhood, STAGE_PASSWORD } from "./stage";

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
const apiKey = async (stage: Neighbourhood) => ({ id: (await stage.personalKey()).id });
const oneRole = async ({ home }: Neighbourhood) => ({
  role: done(
    await runCommand(createRole, home.as(), { name: named("Role"), permissions: { "audit:view": "all" } }),
  ).role,
});

export const ACTION_SAMPLES: Record<string, ActionSample> = {
  ...CATALOG_ACTION_SAMPLES,
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
  chooseTheme: anybody(async () => [{ theme: "dark" }]),
  keepView: anybody(async () => [{ columns: ["name"], density: "compact" }]),
};
