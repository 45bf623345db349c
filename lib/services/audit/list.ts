import { latestEvents } from "@/db/queries/events";
import { auditPage } from "@/lib/contracts/audit";
import type { AuditEntry } from "@/lib/domain/audit/events";
import type { Query } from "../card";

export const EVENTS_PER_PAGE = 50;

export interface AuditPage {
  events: AuditEntry[];
  /** The cursor of the next page, of older entries; null at the beginning of the log. */
  older: number | null;
}

/** One page of the workspace's audit log, newest first. */
export const listEvents: Query<typeof auditPage, AuditPage> = {
  name: "audit.list",
  permission: "audit:view",
  input: auditPage,
  async run(db, ctx, { before }) {
    const found = await latestEvents(db, ctx.workspace, EVENTS_PER_PAGE + 1, before);
    const events = found.slice(0, EVENTS_PER_PAGE).map(({ hash: _, ...entry }) => entry);
    return { events, older: found.length > EVENTS_PER_PAGE ? events.at(-1)!.seq : null };
  },
};
