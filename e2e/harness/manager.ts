/** A program that manages the catalog by calls: what a journey about something else starts from. */
import { type Calls, callsOf } from "./calls";
import type { Gate } from "./gate";
import type { Mint } from "./mint";

export interface Manager extends Calls {
  template(policy?: object): Promise<{ id: string; name: string }>;
  /** An API offered in production that goes by this template. */
  api(templateId: string, given?: object): Promise<{ id: string; name: string; slug: string }>;
  /** A new application, subscribed to the API; gives the key set of the subscription. */
  keySet(apiId: string): Promise<{ id: string; application: string; subscription: string }>;
}

export async function manager(mint: Mint, gate: Gate, unique: (base: string) => string): Promise<Manager> {
  const scopes = ["key-sets:read", "key-sets:write"];
  const key = await mint({ name: unique("Manages the catalog"), scopes });
  const calls = callsOf(gate, key);
  const { done } = calls;
  return {
    ...calls,
    template: (policy = {}) =>
      done("POST", "/v1/policy-templates", {
        name: unique("Yearly"),
        expiration: { amount: 12, unit: "months" },
        rotation: { amount: 90, unit: "days" },
        overlap_days: 7,
        ...policy,
      }),
    async api(templateId, given = {}) {
      const body = {
        name: unique("Orders"),
        version: "1",
        approval: "auto",
        environments: ["production"],
        auth_types: [{ auth_type: "api_key", policy_template_id: templateId }],
        ...given,
      };
      return { ...(await done("POST", "/v1/apis", body)), name: body.name };
    },
    async keySet(apiId) {
      const application = await done("POST", "/v1/applications", { name: unique("Shop") });
      const asked = { application_id: application.id, api_id: apiId, environment: "production" };
      const subscription = await done("POST", "/v1/subscriptions", asked);
      return {
        id: subscription.key_sets[0].id,
        application: application.id,
        subscription: subscription.id,
      };
    },
  };
}
