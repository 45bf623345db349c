/** The catalog as a program keeps it, by calls: policy templates, APIs, applications and the key sets of their subscriptions. */
import { type Calls, callsOf } from "./calls";
import type { Gate } from "./gate";
import type { Mint } from "./mint";

type Period = { amount: number; unit: "days" | "months" };
export interface Wanted {
  /** Of the application; the key set is called by it. */
  name: string;
  authType?: "api_key" | "oauth2_client_credentials" | "basic";
  environment?: string;
  approval?: "auto" | "manual";
  policy?: {
    expiration?: Period | null;
    rotation?: Period | null;
    overlap_days?: number;
    manual_regeneration?: boolean;
    retrievable?: boolean;
  };
  application?: { organization_id?: string; group_id?: string };
  useCase?: string;
}
export interface Made extends Subscribed {
  api: { id: string; name: string; slug: string };
  environment: string;
}
interface Subscribed {
  /** Of the key set. */
  id: string;
  name: string;
  application: string;
  subscription: string;
}
export interface Catalog extends Calls {
  // biome-ignore lint/suspicious/noExplicitAny: the tests state what they expect of a body
  post(path: string, body?: object): Promise<any>;
  template(policy?: object): Promise<{ id: string; name: string }>;
  /** An API that goes by this template: in production and by API key, unless `given` says otherwise. */
  api(templateId: string, given?: object): Promise<{ id: string; name: string; slug: string }>;
  /** A new application, subscribed to the API in production, unless `given` says otherwise. */
  subscribe(apiId: string, application?: object, given?: object): Promise<Subscribed>;
  /** An application with one subscription, by an API and a policy of its own. */
  keySet(wanted: Wanted): Promise<Made>;
  /** What the gate says of a credential, asked as its API asks. */
  verdict(secret: string, made: Made): Promise<string>;
}
type Unique = (base: string) => string;

/** A policy with every date in it. */
export const YEARLY = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  overlap_days: 7,
};

/** The catalog, kept by a key that may. */
export async function openCatalog(mint: Mint, gate: Gate, unique: Unique): Promise<Catalog> {
  const scopes = ["key-sets:read", "key-sets:write", "keys:verify"];
  return catalogOf(gate, await mint({ name: unique("Keeps the catalog"), scopes }), unique);
}

/** The catalog, kept by whoever holds `key`. */
export function catalogOf(gate: Gate, key: string, unique: Unique): Catalog {
  const calls = callsOf(gate, key);
  const post: Catalog["post"] = (path, body = {}) => calls.done("POST", path, body);
  const template: Catalog["template"] = (policy) =>
    post("/v1/policy-templates", { name: unique("Yearly"), ...policy });
  const api: Catalog["api"] = async (templateId, given) => {
    const body = {
      name: unique("Orders"),
      version: "1",
      approval: "auto",
      environments: ["production"],
      auth_types: [{ auth_type: "api_key", policy_template_id: templateId }],
      ...given,
    };
    return { ...(await post("/v1/apis", body)), name: body.name };
  };
  const subscribe: Catalog["subscribe"] = async (apiId, application, given) => {
    const { id } = await post("/v1/applications", { name: unique("Shop"), ...application });
    const asked = { application_id: id, api_id: apiId, environment: "production", ...given };
    const subscription = await post("/v1/subscriptions", asked);
    const [set] = subscription.key_sets;
    return { id: set.id, name: set.name, application: id, subscription: subscription.id };
  };
  return {
    ...calls,
    post,
    template,
    api,
    subscribe,
    async keySet({ name, authType = "api_key", environment = "production", ...wanted }) {
      const { id } = await template({ name: `${name} rules`, ...wanted.policy });
      const { slug, ...made } = await api(id, {
        name: `${name} API`,
        approval: wanted.approval ?? "auto",
        environments: ["development", "staging", "production"],
        auth_types: [{ auth_type: authType, policy_template_id: id }],
      });
      const asked = { environment, use_case: wanted.useCase ?? "" };
      const set = await subscribe(made.id, { name, ...wanted.application }, asked);
      return { ...set, api: { id: made.id, name: `${name} API 1`, slug }, environment };
    },
    verdict: async (secret, { api: { slug }, environment }) =>
      (await gate.verify(key, { key: secret, api: slug, environment })).body.code,
  };
}
