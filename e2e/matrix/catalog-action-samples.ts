/** A good call of every server action of the catalog: policy templates, APIs, applications, subscriptions, key sets. */
import { randomUUID } from "node:crypto";
import { suspendApplication } from "@/lib/services/applications/suspend";
import { revokeKeySet } from "@/lib/services/key-sets/revoke";
import { createOrganization } from "@/lib/services/organizations/create";
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
import { done } from "@/lib/services/testing/workspace";
import {
  type ActionSample,
  admins,
  anybody,
  editors,
  groups,
  inGroups,
  named,
  suspenders,
} from "./action-sample";
import type { Neighbourhood } from "./stage";

const policy = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  manualRegeneration: true,
  overlapDays: 7,
  retrievable: true,
  notifyDays: [14, 3],
};
const keySet = async ({ home }: Neighbourhood) => ({ id: (await makeKeySetOf(home)).id });
const oneApplication = async ({ home }: Neighbourhood) => ({ id: (await makeApplication(home)).id });
const oneGroup = async ({ home }: Neighbourhood) => ({ id: (await makeGroup(home)).id });
const oneOrganization = async ({ home }: Neighbourhood) => {
  const input = { name: named("Northwind") };
  return { id: done(await runCommand(createOrganization, home.as(), input)).id };
};
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

export const CATALOG_ACTION_SAMPLES: Record<string, ActionSample> = {
  readKeySetDelivery: groups({ developer: "not-found", consumer: "not-found" }, async (stage) => [
    await keySet(stage),
  ]),
  deliverKeySetAgain: suspenders(async (stage) => [
    { ...(await keySet(stage)), outpostId: (await stage.outpost()).id },
    randomUUID(),
  ]),
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
  renewOneKeySet: editors(async ({ home }) => {
    const { id, keySets } = await makeSubscription(home);
    done(await runCommand(revokeKeySet, home.as(), { id: keySets[0]!.id, reason: "leaked" }));
    return [{ id, authType: "api_key" }, randomUUID()];
  }),
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
};
