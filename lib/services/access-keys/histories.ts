import { eventsOfTypes } from "@/db/queries/key-histories";
import { type KeyHistoryName, keyHistories } from "@/lib/contracts/key-histories";
import type { EventType } from "@/lib/domain/audit/events";
import type { AuditPage } from "../audit/list";
import type { Query } from "../card";

/** Which events each history is made of. A regenerated or rolled back key has lost a version: it stands in both. */
const TYPES: Record<KeyHistoryName, EventType[]> = {
  rotations: [
    "access-key.rotated",
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

/** What was rotated, or withdrawn, in the whole workspace: a view of the audit log, newest first. */
export const listKeyHistory: Query<typeof keyHistories, AuditPage> = {
  name: "audit.key-history",
  permission: "audit:view",
  input: keyHistories,
  async run(db, ctx, { of, before }) {
    const found = await eventsOfTypes(db, ctx.workspace, TYPES[of], PER_PAGE + 1, before);
    const events = found.slice(0, PER_PAGE).map(({ hash: _, ...entry }) => entry);
    return { events, older: found.length > PER_PAGE ? events.at(-1)!.seq : null };
  },
};
