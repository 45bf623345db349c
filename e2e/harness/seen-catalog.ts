/** A policy template, an API, an application and its subscription in the run's own workspace, made by calls. */
import { randomUUID } from "node:crypto";
import { openCatalog, YEARLY } from "./catalog";
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
  const by = await openCatalog(mint, gate, (base) => `${base} ${randomUUID().slice(0, 8)}`);
  const template = await by.template({ ...YEARLY, notify_days: [14, 3] });
  const types = ["api_key", "basic"];
  const api = await by.api(template.id, {
    description: "Orders of the shop, as they come in",
    documentation: "https://docs.example/orders",
    environments: ["production", "staging"],
    auth_types: types.map((auth_type) => ({ auth_type, policy_template_id: template.id })),
  });
  const { id: keySet, application, subscription } = await by.subscribe(api.id);
  return { template: template.id, api: api.id, application, subscription, keySet };
}
