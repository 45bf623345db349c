import type { OutpostRow } from "@/db/queries/outposts";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import type { Change } from "@/lib/domain/feed/changes";
import type { Secret } from "@/lib/domain/secret";
import type { EventDraft } from "../card";

/** What the making of a token answers: the token is told here, and never again. */
export interface EnrolledOutpost {
  id: string;
  name: string;
  environment: string | null;
  /** Null where the same request is answered again. */
  token: Secret | null;
}

export function outpostEvent(
  type: Extract<EventType, `outpost.${string}`>,
  { id, name }: Pick<OutpostRow, "id" | "name">,
  facts: { before?: EventFacts; after?: EventFacts } = {},
): EventDraft {
  return { type, subject: { kind: "outpost", id, label: name }, ...facts };
}

/** What tells the Outpost, through whichever gate it listens at. */
export const outpostChanged = (id: string): Change => ({ kind: "outpost", subjectId: id });
