/** The five built-in roles and what each may do. Anything that is not listed here is refused. */
export const ROLES = ["owner", "admin", "developer", "consumer", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  developer: "Developer",
  consumer: "Consumer",
  viewer: "Viewer",
};

/** What each can do today. The last three differ only in what verify tells an API of their personal keys. */
export const ROLE_PURPOSES: Record<Role, string> = {
  owner: "Everything, with the workspace settings and who else is an Owner",
  admin: "Keys, members and the audit log",
  developer: "Own profile and personal keys. Your APIs are told: developer",
  consumer: "Own profile and personal keys. Your APIs are told: consumer",
  viewer: "Own profile and personal keys. Your APIs are told: viewer",
};

/** All that people and programs do with access keys; who may do one may do each. */
const ON_ACCESS_KEYS = [
  "access-key:view",
  "access-key:create",
  "access-key:edit",
  "access-key:disable",
  "access-key:regenerate",
  "access-key:rotate",
  "access-key:revoke",
  "access-key:delete",
] as const;

/** The same with Outposts. What an Outpost does itself is another matter. */
const ON_OUTPOSTS = ["outpost:view", "outpost:enrol", "outpost:reset", "outpost:remove"] as const;

export const PERMISSIONS = [
  "session:own",
  "profile:own",
  "personal-key:own",
  "personal-key:view-all",
  "personal-key:revoke-all",
  ...ON_ACCESS_KEYS,
  "key:rotate-itself",
  "key:verify",
  "token:exchange",
  "token:tell-refusals",
  "signing-key:view",
  "signing-key:generate",
  "signing-key:rotate",
  ...ON_OUTPOSTS,
  "outpost:serve",
  "audit:view",
  "member:view",
  "member:invite",
  "member:change",
  "member:remove",
  "workspace:edit",
  "hub:set-up",
  "invitation:accept",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const everyone: Permission[] = ["session:own", "profile:own", "personal-key:own"];
const admin: Permission[] = [
  ...everyone,
  ...ON_ACCESS_KEYS,
  "personal-key:view-all",
  "personal-key:revoke-all",
  "signing-key:view",
  "signing-key:generate",
  "signing-key:rotate",
  ...ON_OUTPOSTS,
  "audit:view",
  "member:view",
  "member:invite",
  "member:change",
  "member:remove",
];

export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: [...admin, "workspace:edit"],
  admin,
  developer: everyone,
  consumer: everyone,
  viewer: everyone,
};

export function roleMay(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}

/** The roles that have a permission, most powerful first: what the Access Denied page names. */
export function rolesWith(permission: Permission): Role[] {
  return ROLES.filter((role) => roleMay(role, permission));
}
