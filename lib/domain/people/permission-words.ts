/** Every permission that stands on the Roles screen, in plain words and in the order of the product's areas. */
import { type GivablePermission, OWN_PERMISSIONS, OWNER_PERMISSIONS } from "./role-table";
import { PERMISSIONS, type Permission } from "./roles";

type Fixed = (typeof OWN_PERMISSIONS)[number] | (typeof OWNER_PERMISSIONS)[number];

/** What one does who has it, and where that is not plain from the name, what it brings. */
export const PERMISSION_WORDS: Record<GivablePermission | Fixed, { label: string; note?: string }> = {
  "api:view": { label: "See the API catalog" },
  "api:edit": { label: "Add, edit and retire APIs" },
  "policy-template:view": { label: "See policy templates" },
  "policy-template:edit": { label: "Create, edit and retire policy templates" },
  "application:view": { label: "See applications" },
  "application:edit": {
    label: "Create, edit and delete applications",
    note: "Also to whose group they belong, and so who reaches them.",
  },
  "application:suspend": {
    label: "Suspend and activate applications",
    note: "Their key sets are suspended and activated with them.",
  },
  "organization:view": { label: "See organizations and groups" },
  "organization:edit": {
    label: "Manage organizations and groups",
    note: "Also who is in a group, and so whose applications they reach.",
  },
  "subscription:view": { label: "See subscriptions" },
  "subscription:request": {
    label: "Subscribe applications to APIs",
    note: "Withdraw what was asked for, and get another key set where one is over.",
  },
  "subscription:decide": { label: "Approve, reject, suspend and revoke subscriptions" },
  "key-set:view": { label: "See key sets", note: "Opens Workspace > Keys." },
  "key-set:retrieve": {
    label: "Retrieve credentials",
    note: "Reads the secret itself. Each reading is in the audit log.",
  },
  "key-set:suspend": { label: "Suspend key sets" },
  "key-set:activate": { label: "Activate key sets" },
  "key-set:regenerate": { label: "Regenerate keys", note: "Where the policy allows it." },
  "key-set:revoke": { label: "Revoke key sets", note: "For good." },
  "key-set:rename": { label: "Rename key sets" },
  "access-key:view": { label: "See access keys", note: "With their usage and history." },
  "access-key:create": {
    label: "Create access keys",
    note: "Only with scopes that the role stands for itself.",
  },
  "access-key:edit": { label: "Edit access keys" },
  "access-key:disable": { label: "Disable and enable access keys" },
  "access-key:regenerate": { label: "Regenerate access keys" },
  "access-key:rotate": { label: "Rotate access keys" },
  "access-key:reveal": {
    label: "Reveal the new secret of a key that rotates itself",
    note: "It is shown once.",
  },
  "access-key:revoke": { label: "Revoke access keys", note: "For good." },
  "access-key:delete": { label: "Delete and clean up access keys" },
  "signing-key:view": { label: "See the signing key" },
  "signing-key:generate": { label: "Generate the signing key" },
  "signing-key:rotate": { label: "Rotate the signing key" },
  "outpost:view": { label: "See Outposts" },
  "outpost:enrol": { label: "Enrol Outposts" },
  "outpost:reset": { label: "Reset Outposts" },
  "outpost:remove": { label: "Remove Outposts" },
  "member:view": { label: "See members and invitations" },
  "member:invite": { label: "Invite members", note: "With a role that may do no more than this one." },
  "member:change": {
    label: "Change roles, disable and enable members",
    note: "Of those who may do no more.",
  },
  "member:remove": { label: "Remove members", note: "Of those who may do no more." },
  "personal-key:view-all": { label: "See everybody's personal API keys" },
  "personal-key:revoke-all": { label: "Revoke anybody's personal API keys" },
  "role:view": { label: "See roles" },
  "audit:view": { label: "Read the audit log" },
  "notice:edit": {
    label: "Set who is told before keys rotate and expire",
    note: "Mail and webhook of the workspace. They name all access keys and key sets, so one must see these.",
  },
  "session:own": { label: "Sign in and out" },
  "profile:own": { label: "Edit one's own profile" },
  "personal-key:own": { label: "Have personal API keys", note: "They may do what their person may." },
  "role:edit": { label: "Edit roles" },
  "workspace:edit": { label: "Change the workspace's settings" },
};
export type WordedPermission = keyof typeof PERMISSION_WORDS;

/** The areas of the screen, each with the nouns whose permissions it holds. */
const AREAS: [title: string, nouns: string[]][] = [
  ["API catalog", ["api", "policy-template"]],
  ["Applications", ["application", "organization"]],
  ["Subscriptions", ["subscription"]],
  ["Key sets", ["key-set"]],
  ["Access keys", ["access-key"]],
  ["Signing key", ["signing-key"]],
  ["Outposts", ["outpost"]],
  ["Members", ["member", "personal-key"]],
  ["Oversight", ["role", "audit", "notice"]],
];

export interface PermissionArea {
  title: string;
  permissions: GivablePermission[];
}

const fixed: readonly Permission[] = [...OWN_PERMISSIONS, ...OWNER_PERMISSIONS];
const worded = (Object.keys(PERMISSION_WORDS) as WordedPermission[]).filter((one) => !fixed.includes(one));

/** What may be given or denied, area by area. */
export const PERMISSION_AREAS: PermissionArea[] = AREAS.map(([title, nouns]) => ({
  title,
  permissions: (worded as GivablePermission[]).filter((one) => nouns.includes(one.split(":")[0]!)),
}));

/** What the table shows and nobody can change: everybody's own, and the Owner's. */
export const FIXED_PERMISSIONS = PERMISSIONS.filter((one): one is Fixed => fixed.includes(one));
