import type { ApplicationRow } from "@/db/queries/applications";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import type { EventDraft } from "../card";

/** What the audit log keeps of an application. */
export function applicationFacts(
  row: Pick<ApplicationRow, "name" | "description" | "organizationId" | "groupId" | "ownerId" | "externalId">,
): EventFacts {
  const { name, description, organizationId, groupId, ownerId, externalId } = row;
  return { name, description, organizationId, groupId, ownerId, externalId };
}

export function applicationEvent(
  type: Extract<EventType, `application.${string}`>,
  { id, name }: Pick<ApplicationRow, "id" | "name">,
  facts: { before?: EventFacts; after?: EventFacts } = {},
): EventDraft {
  return { type, subject: { kind: "application", id, label: name }, ...facts };
}
