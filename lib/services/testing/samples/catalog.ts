/** Samples of the cards of organizations, groups, policy templates and APIs. */
import { randomUUID } from "node:crypto";
import { createApi } from "../../apis/create";
import { editApi } from "../../apis/edit";
import { apiForm } from "../../apis/form";
import { getApi } from "../../apis/get";
import { listApis } from "../../apis/list";
import { apiNames } from "../../apis/names";
import { retireApi } from "../../apis/retire";
import { createGroup } from "../../groups/create";
import { listGroups } from "../../groups/list";
import { addGroupMember, removeGroupMember } from "../../groups/members";
import { removeGroup } from "../../groups/remove";
import { renameGroup } from "../../groups/rename";
import { createOrganization } from "../../organizations/create";
import { editOrganization } from "../../organizations/edit";
import { listOrganizations } from "../../organizations/list";
import { removeOrganization } from "../../organizations/remove";
import { adoptionEffect } from "../../policy-templates/adoption";
import { createPolicyTemplate } from "../../policy-templates/create";
import { editPolicyTemplate } from "../../policy-templates/edit";
import { getPolicyTemplate, listPolicyTemplates } from "../../policy-templates/list";
import { previewPolicy } from "../../policy-templates/preview";
import { retirePolicyTemplate } from "../../policy-templates/retire";
import { runCommand } from "../../run-command";
import { makeApi, makeGroup, makeTemplate } from "../catalog";
import { command, nothing, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";

const name = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
const organization = async ({ home }: Stage) =>
  done(await runCommand(createOrganization, home.as(), { name: name("Northwind"), kind: "external" })).id;
const policy = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  manualRegeneration: true,
  overlapDays: 7,
  retrievable: true,
  notifyDays: [14, 3],
};
const oneTemplate = async ({ home }: Stage) => ({ input: { id: (await makeTemplate(home)).id } });
const oneApi = async ({ home }: Stage) => ({ input: { id: (await makeApi(home)).id } });
const apiParts = async ({ home }: Stage) => ({
  description: "Orders of the shop",
  documentation: "https://docs.example/orders",
  approval: "manual",
  environments: ["production"],
  authTypes: [{ authType: "basic", policyTemplateId: (await makeTemplate(home)).id }],
});

export const CATALOG_SAMPLES: Sample[] = [
  query(listOrganizations, nothing),
  command(createOrganization, async () => ({ input: { name: name("Northwind"), kind: "external" } })),
  command(editOrganization, async (stage) => ({
    input: { id: await organization(stage), name: name("Southwind"), kind: "internal" },
  })),
  command(removeOrganization, async (stage) => ({ input: { id: await organization(stage) } })),
  query(listGroups, nothing),
  command(createGroup, async () => ({ input: { name: name("Team") } })),
  command(renameGroup, async ({ home }) => ({
    input: { id: (await makeGroup(home)).id, name: name("Crew") },
  })),
  command(removeGroup, async ({ home }) => ({ input: { id: (await makeGroup(home)).id } })),
  command(addGroupMember, async ({ home }) => ({
    input: { id: (await makeGroup(home)).id, userId: home.owner.id },
  })),
  command(removeGroupMember, async ({ home }) => ({
    input: { id: (await makeGroup(home, home.owner)).id, userId: home.owner.id },
  })),
  query(listPolicyTemplates, async () => ({ input: { retired: false } })),
  query(getPolicyTemplate, oneTemplate),
  query(previewPolicy, async () => ({ input: { ...policy } })),
  query(adoptionEffect, async ({ home }) => ({ input: { ...policy, id: (await makeTemplate(home)).id } })),
  command(createPolicyTemplate, async () => ({
    input: { ...policy, name: name("Yearly"), description: "For partners" },
  })),
  command(editPolicyTemplate, async ({ home }) => ({
    input: {
      ...policy,
      id: (await makeTemplate(home)).id,
      name: name("Yearly"),
      description: "For partners",
      existing: "adopt-now",
    },
  })),
  command(retirePolicyTemplate, oneTemplate),
  query(listApis, async () => ({ input: { q: "Orders", environment: "production", authType: "basic" } })),
  query(apiNames, async () => ({ input: {} })),
  query(getApi, oneApi),
  query(apiForm, oneApi),
  command(createApi, async (stage) => ({
    input: { name: name("Orders"), version: "1", ...(await apiParts(stage)) },
  })),
  command(editApi, async (stage) => ({
    input: { id: (await makeApi(stage.home)).id, name: name("Orders"), ...(await apiParts(stage)) },
  })),
  command(retireApi, oneApi),
];
