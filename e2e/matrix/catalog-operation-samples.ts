/** Good calls of the operations of policy templates, APIs, organizations, groups, applications, subscriptions and key sets. */
import { randomUUID } from "node:crypto";
import { suspendApplication } from "@/lib/services/applications/suspend";
import { revokeKeySet } from "@/lib/services/key-sets/revoke";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
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
import type { OperationSample } from "./operation-samples";
import type { Neighbourhood } from "./stage";

const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
const policy = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  manual_regeneration: true,
  overlap_days: 7,
  retrievable: true,
  notify_days: [14, 3],
};

const template = async ({ home }: Neighbourhood) => ({ id: (await makeTemplate(home)).id });
const api = async ({ home }: Neighbourhood) => ({ id: (await makeApi(home)).id });
const apiBody = async ({ home }: Neighbourhood) => ({
  name: named("Orders"),
  description: "Orders of the shop",
  documentation: "https://docs.example/orders",
  approval: "manual",
  environments: ["production"],
  auth_types: [{ auth_type: "basic", policy_template_id: (await makeTemplate(home)).id }],
});
const organization = async ({ home }: Neighbourhood) => {
  const input = { name: named("Northwind"), kind: "external" as const };
  return { id: done(await runCommand(createOrganization, home.as(), input)).id };
};
const group = async ({ home }: Neighbourhood) => ({ id: (await makeGroup(home)).id });
const application = async ({ home }: Neighbourhood) => ({ id: (await makeApplication(home)).id });
const wanted = async ({ home }: Neighbourhood) => ({
  application_id: (await makeApplication(home)).id,
  api_id: (await makeApi(home)).id,
  environment: "production",
});
const subscription = (approval: "auto" | "manual") => async (stage: Neighbourhood) => ({
  id: (await makeSubscription(stage.home, { approval })).id,
  body: { reason: "As agreed" },
});
const keySet = async ({ home }: Neighbourhood) => ({ id: (await makeKeySetOf(home)).id });
const page = { order: "asc", page: "1", size: "50" };

export const CATALOG_OPERATION_SAMPLES: Record<string, (stage: Neighbourhood) => Promise<OperationSample>> = {
  "policy-template.list": async () => ({ search: { retired: "true" } }),
  "policy-template.get": template,
  "policy-template.create": async () => ({
    body: { ...policy, name: named("Yearly"), description: "For partners" },
  }),
  "policy-template.edit": async (stage) => ({
    ...(await template(stage)),
    body: { ...policy, name: named("Yearly"), description: "", existing: "adopt-now" },
  }),
  "policy-template.retire": template,
  "policy-template.preview": async () => ({ body: policy }),
  "policy-template.adoption": async (stage) => ({ ...(await template(stage)), body: policy }),
  "api.list": async () => ({
    search: {
      q: "Orders",
      environment: "production",
      auth_type: "basic",
      approval: "auto,manual",
      retired: "shown",
      sort: "created",
      ...page,
    },
  }),
  "api.get": api,
  "api.create": async (stage) => ({ body: { version: "1", ...(await apiBody(stage)) } }),
  "api.edit": async (stage) => ({ ...(await api(stage)), body: await apiBody(stage) }),
  "api.retire": api,
  "organization.list": async () => ({}),
  "organization.create": async () => ({ body: { name: named("Northwind"), kind: "external" } }),
  "organization.edit": async (stage) => ({
    ...(await organization(stage)),
    body: { name: named("Southwind"), kind: "internal" },
  }),
  "organization.remove": organization,
  "group.list": async () => ({}),
  "group.create": async () => ({ body: { name: named("Team") } }),
  "group.rename": async (stage) => ({ ...(await group(stage)), body: { name: named("Crew") } }),
  "group.remove": group,
  "group.add-member": async (stage) => ({
    ...(await group(stage)),
    body: { user_id: stage.home.owner.id },
  }),
  "group.remove-member": async ({ home }) => ({
    id: (await makeGroup(home, home.owner)).id,
    body: { user_id: home.owner.id },
  }),
  "application.list": async (stage) => ({
    search: {
      q: "Shop",
      state: "active",
      organization: (await organization(stage)).id,
      group: (await group(stage)).id,
      sort: "name",
      ...page,
    },
  }),
  "application.get": application,
  "application.create": async (stage) => ({
    body: {
      name: named("Shop"),
      description: "Sells things",
      organization_id: (await organization(stage)).id,
      group_id: (await group(stage)).id,
      owner_id: stage.home.owner.id,
      external_id: "app-17",
    },
  }),
  "application.edit": async (stage) => ({
    ...(await application(stage)),
    body: {
      name: named("Shop"),
      description: "Sells things",
      organization_id: (await organization(stage)).id,
      external_id: "app-17",
    },
  }),
  "application.delete": application,
  "application.suspend": async (stage) => ({ ...(await application(stage)), body: { reason: "Leaked" } }),
  "application.activate": async (stage) => {
    const { id } = await application(stage);
    done(await runCommand(suspendApplication, stage.home.as(), { id }));
    return { id, body: { also_individual: true } };
  },
  "subscription.list": async (stage) => ({
    search: {
      q: "o",
      view: "received",
      status: "pending,active",
      environment: "production",
      application: (await application(stage)).id,
      api: (await api(stage)).id,
      ...page,
    },
  }),
  "subscription.get": async ({ home }) => ({ id: (await makeSubscription(home)).id }),
  "subscription.plan": async (stage) => ({ body: await wanted(stage) }),
  "subscription.request": async (stage) => ({ body: { ...(await wanted(stage)), use_case: "Shows orders" } }),
  "subscription.approve": subscription("manual"),
  "subscription.reject": subscription("manual"),
  "subscription.withdraw": subscription("manual"),
  "subscription.suspend": subscription("auto"),
  "subscription.activate": async (stage) => {
    const sample = await subscription("auto")(stage);
    done(await runCommand(suspendSubscription, stage.home.as(), { id: sample.id }));
    return sample;
  },
  "subscription.revoke": subscription("auto"),
  "subscription.renew-key-set": async (stage) => {
    const { id, keySets } = await makeSubscription(stage.home);
    done(await runCommand(revokeKeySet, stage.home.as(), { id: keySets[0]!.id, reason: "leaked" }));
    return { id, body: { auth_type: "api_key" } };
  },
  "key-set.list": async (stage) => ({
    search: {
      q: "Shop",
      status: "active,suspended",
      auth_type: "api_key",
      environment: "production",
      api: (await api(stage)).id,
      application: (await application(stage)).id,
      organization: (await organization(stage)).id,
      group: (await group(stage)).id,
      expiry: "in90",
      created_from: "2026-01-01",
      last_used_to: "2026-12-31",
      sort: "last_used",
      ...page,
    },
  }),
  "key-set.get": keySet,
  "key-set.delivery": keySet,
  "key-set.deliver-again": async (stage) => ({
    ...(await keySet(stage)),
    body: { outpost_id: (await stage.outpost()).id },
  }),
  "key-set.rename": async (stage) => ({ ...(await keySet(stage)), body: { name: named("Shop's own") } }),
  "key-set.retrieve": async (stage) => ({ ...(await keySet(stage)), body: { version: 1 } }),
  "key-set.suspend": async (stage) => ({ ...(await keySet(stage)), body: { reason: "Looked at" } }),
  "key-set.activate": async (stage) => {
    const { id } = await keySet(stage);
    done(await runCommand(suspendKeySet, stage.home.as(), { id }));
    return { id };
  },
  "key-set.regenerate": async (stage) => ({ ...(await keySet(stage)), body: { version: 1 } }),
  "key-set.revoke": async (stage) => ({ ...(await keySet(stage)), body: { reason: "leaked" } }),
};
