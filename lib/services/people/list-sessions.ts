import { z } from "zod";
import { liveSessions } from "@/db/queries/sessions";
import { browserOf } from "@/lib/domain/people/browser";
import type { Query } from "../card";

export interface OwnSession {
  id: string;
  /** The one that asks. */
  current: boolean;
  startedAt: Date;
  /** To within a minute. */
  lastSeenAt: Date;
  endsAt: Date;
  /** Where it was started from. */
  ip: string | null;
  browser: string | null;
}

/** The acting person's live sessions, in every workspace. */
export const listSessions: Query<z.ZodObject, OwnSession[]> = {
  name: "session.list",
  permission: "session:own",
  input: z.strictObject({}),
  async run(db, { actor, sessionId, now }) {
    if (actor.kind !== "user") return [];
    const rows = await liveSessions(db, actor.id, now);
    return rows.map(({ id, createdAt, lastSeenAt, expiresAt, ip, userAgent }) => ({
      id,
      current: id === sessionId,
      startedAt: createdAt,
      lastSeenAt,
      endsAt: expiresAt,
      ip,
      browser: browserOf(userAgent),
    }));
  },
};
