import { z } from "zod";
import { eventsOf, type StoredEvent } from "@/db/queries/events";
import { idText } from "@/lib/contracts/text";
import type { Query } from "../card";

const historyInput = z.strictObject({
  id: idText,
  before: z.number().int().positive().nullable().default(null),
});

export type HistoryEvent = Omit<StoredEvent, "hash" | "workspaceId">;

/** What happened to a key of whatever kind, out of the audit log, newest first, 50 at a time. */
export const keyHistory: Query<typeof historyInput, HistoryEvent[]> = {
  name: "key.history",
  permission: "audit:view",
  input: historyInput,
  async run(db, ctx, { id, before }) {
    const events = await eventsOf(db, ctx.workspace, { kind: "key", id }, 50, before);
    return events.map(({ hash: _, workspaceId: __, ...event }) => event);
  },
};
