import { randomUUID } from "node:crypto";
import type { Gate } from "./gate";

const policy = {
  expiration: { amount: 12, unit: "months" },
  rotation: { amount: 90, unit: "days" },
  manual_regeneration: true,
  overlap_days: 7,
  retrievable: true,
  notify_days: [14, 3],
};

/** An application that is subscribed to an API of its own, by calls; `key` has the scope key-sets:write. */
export async function standApplication(gate: Gate, key: string, name: string): Promise<{ id: string }> {
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await gate.call(path, { method: "POST", headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`);
    return answer.body as { id: string };
  };
  const part = randomUUID().slice(0, 8);
  const template = await post("/v1/policy-templates", { ...policy, name: `Yearly ${part}` });
  const api = await post("/v1/apis", {
    ...{ name: `Orders ${part}`, version: "1", approval: "auto", environments: ["production"] },
    auth_types: ["api_key", "basic"].map((auth_type) => ({ auth_type, policy_template_id: template.id })),
  });
  const application = await post("/v1/applications", {
    name: `${name} ${part}`,
    description: "By everybody",
  });
  const asked = { application_id: application.id, api_id: api.id, environment: "production" };
  await post("/v1/subscriptions", { ...asked, use_case: "Shows orders" });
  return application;
}
