/** A policy template, an API, an application and its subscription in the run's own workspace, made by calls. */
import { randomUUID } from "node:crypto";
import type { Gate } from "./gate";
import type { Mint } from "./mint";

export interface SeenCatalog {
  template: string;
  api: string;
  application: string;
  subscription: string;
  keySet: string;
}
let seen: Promise<SeenCatalog> | null = null;

/** The ids of one of each, the same for all tests of a worker. */
export function seenCatalog(mint: Mint, gate: Gate): Promise<SeenCatalog> {
  seen ??= make(mint, gate);
  return seen;
}

async function make(mint: Mint, gate: Gate): Promise<SeenCatalog> {
  const key = await mint({
    name: "Keeps the catalog",
    environment: "production",
    scopes: ["key-sets:read", "key-sets:write"],
  });
  const post = async (path: string, body: object) => {
    const answer = await gate.call(`/v1/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`);
    return answer.body;
  };
  const mark = randomUUID().slice(0, 8);
  const template = await post("policy-templates", {
    name: `Yearly ${mark}`,
    expiration: { amount: 12, unit: "months" },
    rotation: { amount: 90, unit: "days" },
    overlap_days: 7,
    notify_days: [14],
  });
  const api = await post("apis", {
    name: `Orders ${mark}`,
    version: "1",
    description: "Orders of the shop, as they come in",
    documentation: "https://docs.example/orders",
    approval: "auto",
    environments: ["production", "staging"],
    auth_types: [
      { auth_type: "api_key", policy_template_id: template.id },
      { auth_type: "basic", policy_template_id: template.id },
    ],
  });
  const application = await post("applications", { name: `Shop ${mark}`, description: "Sells things" });
  const subscription = await post("subscriptions", {
    application_id: application.id,
    api_id: api.id,
    environment: "production",
    use_case: "Shows orders to whoever placed them",
  });
  return {
    template: template.id,
    api: api.id,
    application: application.id,
    subscription: subscription.id,
    keySet: subscription.key_sets[0].id,
  };
}
