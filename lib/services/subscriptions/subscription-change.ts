import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import type { EventDraft } from "../card";

interface Named {
  id: string;
  application: { name: string };
  api: { name: string; version: string };
}

/** The audit event of a subscription: it goes by its application and API. */
export function subscriptionEvent(
  type: Extract<EventType, `subscription.${string}`>,
  { id, application, api }: Named,
  facts: { before?: EventFacts; after?: EventFacts } = {},
): EventDraft {
  const label = `${application.name} - ${api.name} ${api.version}`;
  return { type, subject: { kind: "subscription", id, label }, ...facts };
}
