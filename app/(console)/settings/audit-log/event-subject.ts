import type { AuditEntry, EventType } from "@/lib/domain/audit/events";

/** What somebody did as themselves: to name them once is enough. */
const OF_ITSELF: readonly EventType[] = ["member.joined", "outpost.connected"];

/** What an event happened to, and what stands before its name; null = nothing that needs a name. */
export function eventSubject(entry: AuditEntry): { joint: string; label: string } | null {
  const { type, subjectKind, subjectId, subjectLabel } = entry;
  if (subjectKind === "session" || OF_ITSELF.includes(type)) return null;
  // Early entries have the client's id as the label of its token.
  return { joint: joint(entry), label: subjectKind === "token" ? subjectId : subjectLabel };
}

function joint({ type, subjectKind }: AuditEntry): string {
  if (type === "access-key.overlap-ended" || type === "access-key.rolled-back") return " of ";
  return subjectKind === "member" || subjectKind === "invitation" ? ": " : " ";
}
