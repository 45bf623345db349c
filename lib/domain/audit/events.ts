/** Every kind of event that the audit log knows, with the words in which a history tells it. */
export const EVENT_WORDS = {
  "workspace.created": "created the workspace",
  "workspace.edited": "changed the workspace",
  "demo.loaded": "loaded the demo data",
  "demo.removed": "removed the demo data",
  "access-key.created": "created the key",
  "access-key.edited": "edited the key",
  "access-key.disabled": "disabled the key",
  "access-key.enabled": "enabled the key",
  "access-key.regenerated": "regenerated the key",
  "access-key.rotated": "rotated the key",
  "access-key.revealed": "collected the new secret",
  "access-key.overlap-ended": "ended the overlap",
  "access-key.rolled-back": "rolled back the rotation",
  "access-key.revoked": "revoked the key",
  "access-key.deleted": "deleted the key",
  "personal-key.created": "created the personal key",
  "personal-key.disabled": "disabled the personal key",
  "personal-key.enabled": "enabled the personal key",
  "personal-key.regenerated": "regenerated the personal key",
  "personal-key.revoked": "revoked the personal key",
  "personal-key.deleted": "deleted the personal key",
  "signing-key.generated": "generated the signing key",
  "signing-key.rotated": "rotated the signing key",
  "signing-key.prepared": "published the next signing key",
  "signing-key.promoted": "let the next signing key sign",
  "signing-key.withdrawn": "withdrew the next signing key",
  "signing-key.rolled-back": "went back to the signing key",
  "signing-key.retired": "retired the signing key",
  "token.revoked": "revoked the token",
  "token.refused": "refused a token to the key",
  "outpost.enrolled": "enrolled the Outpost",
  "outpost.re-enrolled": "gave the Outpost a new token",
  "outpost.connected": "called for the first time",
  "outpost.reset": "reset the Outpost",
  "outpost.asked-again": "had the Outpost fetch what it missed",
  "outpost.removed": "removed the Outpost",
  "organization.created": "added the organization",
  "organization.edited": "changed the organization",
  "organization.removed": "removed the organization",
  "group.created": "added the group",
  "group.renamed": "renamed the group",
  "group.removed": "removed the group",
  "group.member-added": "put a member into the group",
  "group.member-removed": "took a member out of the group",
  "policy-template.created": "created the policy template",
  "policy-template.edited": "changed the policy template",
  "policy-template.retired": "retired the policy template",
  "api.created": "added the API",
  "api.edited": "changed the API",
  "api.retired": "retired the API",
  "application.created": "created the application",
  "application.edited": "changed the application",
  "application.suspended": "suspended the application",
  "application.activated": "activated the application",
  "application.deleted": "deleted the application",
  "subscription.requested": "asked for a subscription",
  "subscription.approved": "approved the subscription",
  "subscription.rejected": "rejected the subscription",
  "subscription.withdrawn": "withdrew the subscription",
  "subscription.suspended": "suspended the subscription",
  "subscription.activated": "activated the subscription",
  "subscription.revoked": "revoked the subscription",
  "subscription.key-set-renewed": "gave the subscription another key set",
  "key-set.created": "created the key set",
  "key-set.provisioned": "gave the key set its first secret",
  "key-set.suspended": "suspended the key set",
  "key-set.activated": "activated the key set",
  "key-set.renamed": "renamed the key set",
  "key-set.retrieved": "retrieved the credentials",
  "key-set.regenerated": "regenerated the key",
  "key-set.rotated": "rotated the key",
  "key-set.overlap-ended": "ended the overlap",
  "key-set.revoked": "revoked the key set",
  "key-set.policy-adopted": "adopted another policy",
  "key-set.dropped": "dropped the key set, which nobody needs any more",
  "notice.settings-edited": "changed where notices go",
  "notice.tried": "tried whether notices arrive",
  "member.invited": "invited a member",
  "member.joined": "joined the workspace",
  "member.role-changed": "changed a member's role",
  "member.disabled": "disabled a member",
  "member.enabled": "enabled a member",
  "member.removed": "removed a member",
  "invitation.withdrawn": "withdrew an invitation",
  "role.created": "added the role",
  "role.edited": "changed the role",
  "role.removed": "removed the role",
  "profile.edited": "changed their profile",
  "profile.password-changed": "changed their password",
  "session.started": "signed in",
  "session.confirmed": "gave their password again",
  "session.ended": "signed out",
  "session.others-ended": "signed out everywhere else",
} as const;
export type EventType = keyof typeof EVENT_WORDS;

/** Facts of an event as JSON: before and after of what changed. Never a secret. */
export type EventFacts = Record<string, string | number | boolean | null | string[]>;

export interface AuditEntry {
  workspaceId: string;
  seq: number;
  at: Date;
  type: EventType;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  via: string;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  subjectKind: string;
  subjectId: string;
  subjectLabel: string;
  before: EventFacts | null;
  after: EventFacts | null;
}

/** The one text of an entry that its hash covers: fields in a fixed order, keys of facts sorted. */
export function canonicalEntry(entry: AuditEntry): string {
  return JSON.stringify([
    entry.workspaceId,
    entry.seq,
    entry.at.toISOString(),
    entry.type,
    entry.actorKind,
    entry.actorId,
    entry.actorLabel,
    entry.via,
    entry.ip,
    entry.userAgent,
    entry.requestId,
    entry.subjectKind,
    entry.subjectId,
    entry.subjectLabel,
    sorted(entry.before),
    sorted(entry.after),
  ]);
}

function sorted(facts: EventFacts | null): [string, unknown][] | null {
  return facts && Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
