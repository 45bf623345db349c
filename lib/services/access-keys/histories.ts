import { eventsOfTypes, existingKeys } from "@/db/queries/key-histories";
import { type KeyHistoryName, keyHistories } from "@/lib/contracts/key-histories";
import type { EventType } from "@/lib/domain/audit/events";
import type { AuditPage } from "../audit/list";
import type { Query } from "../card";

/** Which events each history is made of. A regenerated or rolled back key has lost a version: it stands in both. */
const TYPES: Record<KeyHistoryName, EventType[]> = {
  rotations: [
    "access-key.rotated",
    "access-key.revealed",
    "access-key.overlap-ended",
    "access-key.rolled-back",
    "access-key.regenerated",
    "personal-key.regenerated",
  ],
  revocations: [
    "access-key.revoked",
    "access-key.deleted",
    "access-key.overlap-ended",
    "access-key.rolled-back",
    "access-key.regenerated",
    "personal-key.revoked",
    "personal-key.deleted",
    "personal-key.regenerated",
  ],
};
const PER_PAGE = 50;

export interface KeyHistoryPage extends AuditPage {
  /** Of the keys on it, those that still have a page of their own. */
  pages: string[];
}

/** What was rotated, or withdrawn, in the whole workspace: a view of the audit log, newest first. */
export const listKeyHistory: Query<typeof keyHistories, KeyHistoryPage> = {
  name: "audit.key-history",
  permission: "audit:view",
  input: keyHistories,
  async run(db, ctx, { of, before }) {
    const found = await eventsOfTypes(db, ctx.workspace, TYPES[of], PER_PAGE + 1, before);
    const events = found.slice(0, PER_PAGE).map(({ hash: _, ...entry }) => entry);
    const pages = await existingKeys(db, ctx.workspace, "access", [
      ...new Set(events.map(({ subjectId }) => subjectId)),
    ]);
    return { events, pages, older: found.length > PER_PAGE ? events.at(-1)!.seq : null };
  },
};
