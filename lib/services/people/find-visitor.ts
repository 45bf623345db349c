import { findVisitor as find, type Visitor } from "@/db/queries/sessions";
import { database } from "../database";

export type { Visitor };

/** Who a session belongs to at this moment; null where it, the user or the membership has ended. */
export function findVisitor(sessionId: string, now: Date): Promise<Visitor | null> {
  return find(database(), sessionId, now);
}
