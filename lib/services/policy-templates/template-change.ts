import type { PolicyTemplate } from "@/db/queries/policy-templates";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import { periodText } from "@/lib/domain/key-sets/period";
import type { Policy } from "@/lib/domain/key-sets/policy";
import type { EventDraft } from "../card";

/** What the audit log keeps of a policy. */
export function policyFacts(policy: Policy): EventFacts {
  return {
    expiration: policy.expiration && periodText(policy.expiration),
    rotation: policy.rotation && periodText(policy.rotation),
    manualRegeneration: policy.manualRegeneration,
    overlapDays: policy.overlapDays,
    retrievable: policy.retrievable,
    notifyDays: policy.notifyDays.map(String),
  };
}

export function templateFacts({ name, description, policy }: PolicyTemplate): EventFacts {
  return { name, description, ...policyFacts(policy) };
}

export function templateEvent(
  type: Extract<EventType, `policy-template.${string}`>,
  { id, name }: Pick<PolicyTemplate, "id" | "name">,
  facts: { before?: EventFacts; after?: EventFacts } = {},
): EventDraft {
  return { type, subject: { kind: "policy-template", id, label: name }, ...facts };
}
