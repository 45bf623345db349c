/** Samples of the cards of applications and subscriptions. */
import { randomUUID } from "node:crypto";
import { activateApplication } from "../../applications/activate";
import { createApplication } from "../../applications/create";
import { deleteApplication } from "../../applications/delete";
import { editApplication } from "../../applications/edit";
import { getApplication } from "../../applications/get";
import { listApplications } from "../../applications/list";
import { applicationPowers } from "../../applications/powers";
import { suspendApplication } from "../../applications/suspend";
import { revokeKeySet } from "../../key-sets/revoke";
import { createOrganization } from "../../organizations/create";
import { runCommand } from "../../run-command";
import { listApplicants } from "../../subscriptions/applicants";
import { approveSubscription } from "../../subscriptions/approve";
import { listChoices } from "../../subscriptions/choices";
import { activateSubscription, revokeSubscription, suspendSubscription } from "../../subscriptions/close";
import { rejectSubscription, withdrawSubscription } from "../../subscriptions/decline";
import { inspectSubscription } from "../../subscriptions/inspect";
import { getSubscription, listSubscriptions } from "../../subscriptions/list";
import { planSubscription } from "../../subscriptions/plan";
import { renewKeySet } from "../../subscriptions/renew-key-set";
import { subscribe } from "../../subscriptions/subscribe";
import { makeApi, makeApplication, makeGroup, makeSubscription } from "../catalog";
import { command, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";

const parts = async ({ home }: Stage) => {
  const name = `Shop ${randomUUID().slice(0, 8)}`;
  const organization = done(await runCommand(createOrganization, home.as(), { name, kind: "internal" }));
  return {
    name,
    description: "Sells things",
    organizationId: organization.id,
    groupId: (await makeGroup(home)).id,
    ownerId: home.owner.id,
    externalId: "app-17",
  };
};
const one = async ({ home }: Stage) => ({ id: (await makeApplication(home)).id });
const pending = async ({ home }: Stage) => ({
  input: { id: (await makeSubscription(home, { approval: "manual" })).id, reason: "As agreed" },
});
const active = async ({ home }: Stage) => ({
  input: { id: (await makeSubscription(home)).id, reason: "As agreed" },
});

export const APPLICATION_SAMPLES: Sample[] = [
  query(listApplications, async () => ({ input: { q: "Shop", state: "active", sort: "created" } })),
  query(getApplication, async (stage) => ({ input: await one(stage) })),
  query(applicationPowers, async (stage) => ({ input: { ids: [(await one(stage)).id] } })),
  command(createApplication, async (stage) => {
    // In no group, so that also who reaches only their own may make it.
    const { groupId: _, ownerId: _o, ...rest } = await parts(stage);
    return { input: rest };
  }),
  command(editApplication, async (stage) => ({ input: { ...(await parts(stage)), ...(await one(stage)) } })),
  command(suspendApplication, async (stage) => ({ input: { ...(await one(stage)), reason: "Leaked" } })),
  command(activateApplication, async (stage) => {
    const { id } = await one(stage);
    done(await runCommand(suspendApplication, stage.home.as(), { id }));
    return { input: { id, alsoIndividual: true } };
  }),
  command(deleteApplication, async (stage) => ({ input: await one(stage) })),
  query(listSubscriptions, async () => ({ input: { view: "received", status: "pending" } })),
  query(getSubscription, async ({ home }) => ({ input: { id: (await makeSubscription(home)).id } })),
  query(inspectSubscription, async ({ home }) => ({ input: { id: (await makeSubscription(home)).id } })),
  query(listApplicants, async (stage) => ({
    input: { apiId: (await makeApi(stage.home)).id, applicationId: (await one(stage)).id, q: "Shop" },
  })),
  query(listChoices, async ({ home }) => ({
    input: { application: (await makeApplication(home)).id, api: (await makeApi(home)).id },
  })),
  query(planSubscription, async ({ home }) => ({
    input: {
      applicationId: (await makeApplication(home)).id,
      apiId: (await makeApi(home)).id,
      environment: "production",
    },
  })),
  command(subscribe, async ({ home }) => ({
    input: {
      applicationId: (await makeApplication(home)).id,
      apiId: (await makeApi(home)).id,
      environment: "production",
      useCase: "Shows orders",
    },
  })),
  command(approveSubscription, pending),
  command(rejectSubscription, pending),
  command(withdrawSubscription, pending),
  command(suspendSubscription, active),
  command(activateSubscription, async ({ home }) => {
    const { id } = await makeSubscription(home);
    done(await runCommand(suspendSubscription, home.as(), { id }));
    return { input: { id, reason: "Paid" } };
  }),
  command(revokeSubscription, active),
  command(renewKeySet, async ({ home }) => {
    const { id, keySets } = await makeSubscription(home);
    done(await runCommand(revokeKeySet, home.as(), { id: keySets[0]!.id, reason: "leaked" }));
    return { input: { id, authType: "api_key" } };
  }),
];
