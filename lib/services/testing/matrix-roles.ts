/** Who may run which card, written out for the matrix and not asked of the product's own tables. */
import { tableOf } from "@/lib/domain/people/role-table";
import type { HeldRole, Role } from "@/lib/domain/people/roles";

/** Written out, not asked of the table of roles: who else but Owner and Admin may run what. */
export const FOR_EVERY_ROLE = [
  "session.start",
  "session.end",
  "session.end-others",
  "session.list",
  "session.confirm",
  "profile.edit",
  "profile.change-password",
  "workspace.get",
  "personal-key.create",
  "personal-key.disable",
  "personal-key.enable",
  "personal-key.regenerate",
  "personal-key.delete",
  "personal-key.first-use",
  "personal-key.list",
  "personal-key.can-clean-up",
  "personal-key.clean-up-plan",
  "personal-key.clean-up",
  "api.list",
  "api.get",
  "api.names",
  "organization.list",
  "group.list",
  "application.list",
  "application.powers",
  "key-set.list",
  "key-set.filter-options",
  "key-set.get",
  "key-set.delivery",
  "notice.list",
  "application.get",
  "subscription.list",
  "subscription.get",
  "subscription.inspect",
  "subscription.choices",
];
/** Beside Owner and Admin. */
export const FOR_MORE: Record<string, readonly Role[]> = {
  "application.create": ["developer", "consumer"],
  "application.edit": ["developer", "consumer"],
  "application.delete": ["developer", "consumer"],
  "application.suspend": ["developer"],
  "key-set.retrieve": ["developer", "consumer"],
  "key-set.usage": ["developer"],
  "key-set.suspend": ["developer"],
  "key-set.activate": ["developer"],
  "key-set.regenerate": ["developer"],
  "key-set.rename": ["developer"],
  "key-set.deliver-again": ["developer"],
  "application.activate": ["developer"],
  "subscription.plan": ["developer", "consumer"],
  "subscription.applicants": ["developer", "consumer"],
  "subscription.request": ["developer", "consumer"],
  "subscription.withdraw": ["developer", "consumer"],
  "subscription.renew-key-set": ["developer", "consumer"],
};
/** A Developer or Consumer is refused by these all the same: the sample is of no group of theirs. */
export const OF_OWN_GROUP = [
  ...Object.keys(FOR_MORE),
  "application.get",
  "subscription.get",
  "subscription.inspect",
  "subscription.choices",
  "key-set.get",
  "key-set.delivery",
];
export const FOR_OWNERS = [
  "workspace.edit",
  "workspace.settings",
  "demo.status",
  "demo.load",
  "demo.remove",
  "role.create",
  "role.edit",
  "role.remove",
];
/** A role that an Owner has added: less than a Viewer in one place, more than a Developer in another. */
export const SUPPORT_PERMISSIONS = {
  "access-key:view": "all",
  "access-key:disable": "all",
  "audit:view": "all",
  "key-set:view": "all",
  "key-set:suspend": "all",
  "member:view": "all",
} as const;
export const SUPPORT: HeldRole = {
  slug: "support",
  name: "Support",
  table: tableOf("support", SUPPORT_PERMISSIONS),
};
const OF_OWN_ACCOUNT = /^(session|profile|personal-key)\.(?!list-all|revoke)|^workspace\.get$/;
const FOR_SUPPORT = [
  "access-key.clean-up-plan",
  "access-key.delivery",
  "access-key.deliver-again",
  "access-key.export",
  "access-key.first-use",
  "access-key.get",
  "access-key.list",
  "access-key.notices",
  "access-key.rotation",
  "access-key.selection",
  "access-key.usage",
  "access-key.disable",
  "access-key.enable",
  "access-key.bulk-disable",
  "access-key.bulk-enable",
  "key.history",
  "diagnostic.lookup",
  "audit.key-history",
  "audit.list",
  "audit.verify",
  "key-set.delivery",
  "key-set.deliver-again",
  "key-set.filter-options",
  "key-set.get",
  "key-set.list",
  "key-set.suspend",
  "key-set.usage",
  "member.list",
  "access-key.deliver-again",
  "access-key.delivery",
  "key-set.deliver-again",
  "notice.list",
];
export const isForSupport = (name: string) => FOR_SUPPORT.includes(name) || OF_OWN_ACCOUNT.test(name);
/** About the session or the account of whoever asks: somebody else's sample does not fit. */
export const OF_ONESELF = [
  "session.end",
  "session.confirm",
  "personal-key.disable",
  "personal-key.enable",
  "personal-key.regenerate",
  "personal-key.delete",
  "personal-key.first-use",
  "personal-key.clean-up",
  "key.rotate-itself",
  "key.reveal-itself",
];
export const FOR_OUTPOSTS = ["outpost.bundle", "outpost.changes", "outpost.report"];
/** Of what a gate has seen, in its own name. */
const FOR_GATES = ["token.tell-refusals"];
/** Of what the clock asks. */
const FOR_JOBS = ["key-set.rotate-due", "access-key.rotate-due", "notice.give-due"];
export const FOR_PROGRAMS = [
  "key.rotate-itself",
  "key.reveal-itself",
  "token.revoke",
  ...FOR_OUTPOSTS,
  ...FOR_GATES,
  ...FOR_JOBS,
];
export const FOR_NEWCOMERS = ["hub.set-up", "invitation.accept"];
export const FOR_KEYS =
  /^(access-key\.(?!rotate-due)|diagnostic\.|notice\.list|key\.(?!history)|key-set\.(?!retrieve|rotate-due)|signing-key\.|token\.(?!tell)|outpost\.(?!bundle|changes|report)|(api|policy-template|application|subscription)\.)/;
