/**
 * Permissions for each action are based on roles: what each may do, and how far that reaches. The five built-in ones
 * stand here; an Owner may adjust them and add others (`role-table.ts`). Anything that is not listed is refused.
 */
export const ROLES = ["owner", "admin", "developer", "consumer", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  developer: "Developer",
  consumer: "Consumer",
  viewer: "Viewer",
};

/** What each can do, beside their own profile and personal keys. */
export const ROLE_PURPOSES: Record<Role, string> = {
  owner: "Everything, with the workspace settings and who else is an Owner",
  admin: "Keys, APIs and subscriptions, members and the audit log",
  developer: "Subscribes applications of own groups to APIs, and looks after their key sets",
  consumer: "Subscribes applications of own groups to APIs, and retrieves their credentials",
  viewer: "Reads the API catalog, applications, subscriptions and key sets, and changes nothing",
};

/** All that people and programs do with access keys; who may do one may do each. */
const ON_ACCESS_KEYS = [
  "access-key:view",
  "access-key:create",
  "access-key:edit",
  "access-key:disable",
  "access-key:regenerate",
  "access-key:rotate",
  "access-key:reveal",
  "access-key:revoke",
  "access-key:delete",
] as const;

/** The same with Outposts. What an Outpost does itself is another matter. */
const ON_OUTPOSTS = ["outpost:view", "outpost:enrol", "outpost:reset", "outpost:remove"] as const;

/** The permissions that can be narrowed to one's own groups; all others reach the whole workspace or nothing. */
export const GROUP_PERMISSIONS = [
  "application:view",
  "application:edit",
  "application:suspend",
  "subscription:view",
  "subscription:request",
  "subscription:decide",
  "key-set:view",
  "key-set:retrieve",
  "key-set:suspend",
  "key-set:activate",
  "key-set:regenerate",
  "key-set:revoke",
  "key-set:rename",
] as const;

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
  "schedule:keep",
  "api:view",
  "api:edit",
  "policy-template:view",
  "policy-template:edit",
  "organization:view",
  "organization:edit",
  ...GROUP_PERMISSIONS,
  "audit:view",
  "notice:edit",
  "member:view",
  "member:invite",
  "member:change",
  "member:remove",
  "role:view",
  "role:edit",
  "workspace:edit",
  "hub:set-up",
  "invitation:accept",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** How far a permission reaches: the whole workspace, or the applications of groups that one is in (and their key sets). */
export const REACHES = ["all", "own-group"] as const;
export type Reach = (typeof REACHES)[number];
export type RoleTable = Readonly<Partial<Record<Permission, Reach>>>;

const all = (...permissions: Permission[]): RoleTable => reaching("all", permissions);
const ownGroup = (...permissions: (typeof GROUP_PERMISSIONS)[number][]): RoleTable =>
  reaching("own-group", permissions);

function reaching(reach: Reach, permissions: Permission[]): RoleTable {
  return Object.fromEntries(permissions.map((permission) => [permission, reach]));
}

const everyone = all("session:own", "profile:own", "personal-key:own", "api:view", "organization:view");
const admin: RoleTable = {
  ...everyone,
  ...all(
    ...ON_ACCESS_KEYS,
    "personal-key:view-all",
    "personal-key:revoke-all",
    "signing-key:view",
    "signing-key:generate",
    "signing-key:rotate",
    ...ON_OUTPOSTS,
    "api:edit",
    "policy-template:view",
    "policy-template:edit",
    "organization:edit",
    ...GROUP_PERMISSIONS,
    "audit:view",
    "notice:edit",
    "member:view",
    "member:invite",
    "member:change",
    "member:remove",
    "role:view",
  ),
};
const consumer: RoleTable = {
  ...everyone,
  ...ownGroup(
    "application:view",
    "application:edit",
    "subscription:view",
    "subscription:request",
    "key-set:view",
    "key-set:retrieve",
  ),
};

/** Where the built-in roles begin. A role of a workspace's own is a table of the same shape. */
export const ROLE_TABLES: Record<Role, RoleTable> = {
  owner: { ...admin, ...all("role:edit", "workspace:edit") },
  admin,
  developer: {
    ...consumer,
    ...ownGroup(
      "application:suspend",
      "key-set:suspend",
      "key-set:activate",
      "key-set:regenerate",
      "key-set:rename",
    ),
  },
  consumer,
  viewer: { ...everyone, ...all("application:view", "subscription:view", "key-set:view") },
};

/** A role as somebody has it at this moment: read anew for every request, never kept from one to the next. */
export interface HeldRole {
  /** What programs know it by: `admin`, or that of a role of the workspace's own. */
  slug: string;
  name: string;
  table: RoleTable;
}

/** A built-in role that nobody has adjusted. */
export function builtInRole(slug: Role): HeldRole {
  return { slug, name: ROLE_LABELS[slug], table: ROLE_TABLES[slug] };
}

/** What a role is for: of a built-in one in the product's words, of any other in its maker's. */
export function purposeOf({ slug, description }: { slug: string; description: string }): string {
  return isBuiltIn(slug) ? ROLE_PURPOSES[slug] : description;
}

export function isBuiltIn(slug: string): slug is Role {
  return (ROLES as readonly string[]).includes(slug);
}

/** How far a role's permission reaches; null = it lacks it. */
export function reachOf(role: Pick<HeldRole, "table">, permission: Permission): Reach | null {
  return role.table[permission] ?? null;
}

export function roleMay(role: Pick<HeldRole, "table">, permission: Permission): boolean {
  return reachOf(role, permission) !== null;
}

/** Those of the roles that have a permission: what the Access Denied page names. */
export function rolesWith<Given extends Pick<HeldRole, "table">>(
  permission: Permission,
  roles: readonly Given[],
): Given[] {
  return roles.filter((role) => roleMay(role, permission));
}
