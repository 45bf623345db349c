import { expect, test } from "vitest";
import { type AuditEntry, EVENT_WORDS, type EventType } from "@/lib/domain/audit/events";
import { eventSubject } from "./event-subject";

const jti = "5f0c2c39-6c55-4c46-8d5a-0d2a4e1f7c11";

test.each<[EventType, string, string, string]>([
  ["outpost.connected", "outpost", "Forward-auth for Caddy", "called for the first time"],
  ["member.joined", "member", "Ann", "joined the workspace"],
  ["session.started", "session", "Ann", "signed in"],
  ["outpost.enrolled", "outpost", "Orders API", "enrolled the Outpost Orders API"],
  ["access-key.rolled-back", "key", "Orders", "rolled back the rotation of Orders"],
  ["member.removed", "member", "Ann", "removed a member: Ann"],
  ["signing-key.rolled-back", "signing-key", "8Aancvf3", "went back to the signing key 8Aancvf3"],
  ["token.revoked", "token", "nC9bp2UY9qOM0lyL", `revoked the token ${jti}`],
  ["token.revoked", "token", jti, `revoked the token ${jti}`],
])("%s of the %s %s reads: %s", (type, subjectKind, subjectLabel, words) => {
  const subject = eventSubject({ type, subjectKind, subjectId: jti, subjectLabel } as AuditEntry);
  expect(EVENT_WORDS[type] + (subject ? subject.joint + subject.label : "")).toBe(words);
});
