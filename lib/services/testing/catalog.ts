/** A catalog in a test's workspace: a policy template, APIs by it, applications and groups, in a line each. */
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/domain/people/actor";
import { createApi } from "../apis/create";
import { createApplication } from "../applications/create";
import { createGroup } from "../groups/create";
import { addGroupMember } from "../groups/members";
import { createPolicyTemplate } from "../policy-templates/create";
import { runCommand } from "../run-command";
import { subscribe } from "../subscriptions/subscribe";
import { done, type TestWorkspace } from "./workspace";

const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;

export async function makeTemplate(home: TestWorkspace, policy: Record<string, unknown> = {}) {
  const expiration = { amount: 12, unit: "months" };
  const rotation = { amount: 90, unit: "days" };
  const input = { name: named("Yearly"), expiration, rotation, overlapDays: 7, ...policy };
  return done(await runCommand(createPolicyTemplate, home.as(), input));
}

export async function makeApi(home: TestWorkspace, given: Record<string, unknown> = {}) {
  const policyTemplateId = (given.policyTemplateId as string | undefined) ?? (await makeTemplate(home)).id;
  const { policyTemplateId: _, ...rest } = given;
  const input = {
    name: named("Orders"),
    version: "1",
    approval: "auto",
    environments: ["production"],
    authTypes: [{ authType: "api_key", policyTemplateId }],
    ...rest,
  };
  return { ...done(await runCommand(createApi, home.as(), input)), policyTemplateId };
}

export async function makeApplication(home: TestWorkspace, given: Record<string, unknown> = {}) {
  const input = { name: named("Shop"), ...given };
  return done(await runCommand(createApplication, home.as(), input));
}

/** A group with these people in it. */
export async function makeGroup(home: TestWorkspace, ...people: Extract<Actor, { kind: "user" }>[]) {
  const group = done(await runCommand(createGroup, home.as(), { name: named("Team") }));
  for (const { id } of people)
    done(await runCommand(addGroupMember, home.as(), { id: group.id, userId: id }));
  return group;
}

/** A subscription of a new application to a new API, or of those that are named. */
export async function makeSubscription(
  home: TestWorkspace,
  given: { applicationId?: string; apiId?: string; environment?: string; approval?: "auto" | "manual" } = {},
) {
  const { approval = "auto", environment = "production" } = given;
  const applicationId = given.applicationId ?? (await makeApplication(home)).id;
  const apiId = given.apiId ?? (await makeApi(home, { approval })).id;
  const input = { applicationId, apiId, environment };
  return { ...done(await runCommand(subscribe, home.as(), input)), applicationId, apiId };
}

/** An active key set of a new application, by an API of its own: how it is presented and its policy can be named. */
export async function makeKeySetOf(
  home: TestWorkspace,
  given: {
    authType?: string;
    policy?: Record<string, unknown>;
    application?: Record<string, unknown>;
    approval?: "auto" | "manual";
  } = {},
) {
  const { authType = "api_key", approval = "auto" } = given;
  const template = await makeTemplate(home, { manualRegeneration: true, retrievable: true, ...given.policy });
  const api = await makeApi(home, { approval, authTypes: [{ authType, policyTemplateId: template.id }] });
  const application = await makeApplication(home, given.application);
  const asked = { applicationId: application.id, apiId: api.id, environment: "production" };
  const subscription = done(await runCommand(subscribe, home.as(), asked));
  const [set] = subscription.keySets;
  return { id: set!.id, api, application, template, subscription };
}
