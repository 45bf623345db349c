import { sessionSeen } from "@/db/queries/sessions";
import { database } from "../database";

const everyMs = 60_000;

/** Notes that a session was seen, at most once a minute. Nobody waits for it, and nobody misses it where it fails. */
export function noteSeen(session: { sessionId: string; lastSeenAt: Date }, now: Date): void {
  const unless = new Date(now.getTime() - everyMs);
  if (session.lastSeenAt > unless) return;
  void sessionSeen(database(), session.sessionId, now, unless).catch(() => {});
}
