/**
 * What an Owner may make of a role. Some permissions are nobody's to give: what everybody does with their own account,
 * what an Owner alone does, and what only programs and the hub itself do.
 */
import {
  GROUP_PERMISSIONS,
  type HeldRole,
  isBuiltIn,
  PERMISSIONS,
  type Permission,
  type Reach,
  ROLE_TABLES,
  type RoleTable,
} from "./roles";

/** Everybody's, whatever the role: without them nobody could sign out or change a password. */
export const OWN_PERMISSIONS = ["session:own", "profile:own", "personal-key:own"] as const;

/** An Owner's alone: who has one of these could give themself all others. */
export const OWNER_PERMISSIONS = ["role:edit", "workspace:edit"] as const;

/** Nobody's: keys have them by scope, and Outposts, newcomers and the hub by what they are. */
const OF_NO_PERSON = [
  "key:rotate-itself",
  "key:verify",
  "token:exchange",
  "token:tell-refusals",
  "outpost:serve",
  "schedule:keep",
  "hub:set-up",
  "invitation:accept",
] as const;

const FIXED = [...OWN_PERMISSIONS, ...OWNER_PERMISSIONS, ...OF_NO_PERSON] as const;

/** A permission that a role may be given or denied. */
export type GivablePermission = Exclude<Permission, (typeof FIXED)[number]>;

const fixed: readonly Permission[] = FIXED;
export const GIVABLE = PERMISSIONS.filter((one): one is GivablePermission => !fixed.includes(one));

export function isGivable(permission: string): permission is GivablePermission {
  return (GIVABLE as readonly string[]).includes(permission);
}

/** Whether a permission can be narrowed to one's own groups. */
export function isByGroup(permission: Permission): boolean {
  return (GROUP_PERMISSIONS as readonly Permission[]).includes(permission);
}

/** What differs from where a role began: permission -> reach, null = taken away. */
export type RoleChanges = Readonly<Record<string, string | null>>;

const own: RoleTable = Object.fromEntries(OWN_PERMISSIONS.map((permission) => [permission, "all"]));

/** Where a role begins: a built-in one with its own table, any other with what everybody has. */
export function beginningOf(slug: string): RoleTable {
  return isBuiltIn(slug) ? ROLE_TABLES[slug] : own;
}

/**
 * The table of a role as it is now. What is stored and cannot be given, is not known, or lacks what it cannot be used
 * without, counts for nothing: a role from before such a need was known is held to it, too.
 */
export function tableOf(slug: string, changes: RoleChanges): RoleTable {
  const table: Partial<Record<Permission, Reach>> = { ...beginningOf(slug) };
  if (slug === "owner") return table;
  for (const permission of GIVABLE) {
    const reach = Object.hasOwn(changes, permission) ? changes[permission] : undefined;
    if (reach === null) delete table[permission];
    else if (reach === "all" || (reach === "own-group" && isByGroup(permission))) table[permission] = reach;
  }
  return sound(table);
}

/** What is to be stored of a table. */
export function changesOf(slug: string, table: RoleTable): RoleChanges {
  const beginning = beginningOf(slug);
  const different = GIVABLE.filter((permission) => table[permission] !== beginning[permission]);
  return Object.fromEntries(different.map((permission) => [permission, table[permission] ?? null]));
}

/** The part of a table that can be chosen. */
export function chosenOf(table: RoleTable): RoleTable {
  const chosen = GIVABLE.filter((permission) => table[permission] !== undefined);
  return Object.fromEntries(chosen.map((permission) => [permission, table[permission]]));
}

/** Beside the view of its own noun: what an action cannot be done without seeing. */
const ALSO_NEEDED: Partial<Record<Permission, readonly Permission[]>> = {
  "api:edit": ["policy-template:view"],
  "subscription:request": ["api:view", "application:view"],
  // Notices name every access key and key set: whoever chose their address would learn of those that they may not see.
  "notice:edit": ["access-key:view", "key-set:view"],
};

/** What a permission cannot be used without: whoever changes a thing must see it. */
export function neededFor(permission: Permission): Permission[] {
  const [noun, action] = permission.split(":");
  const view = noun === "personal-key" ? "personal-key:view-all" : `${noun}:view`;
  const seen = action === "view" || view === permission || !isGivable(view) ? [] : [view];
  return [...seen, ...(ALSO_NEEDED[permission] ?? [])];
}

interface Lack {
  permission: Permission;
  needed: Permission;
  /** How far it is needed. */
  reach: Reach;
}

/** What a table lacks for the permissions that stand in it, with the permission for which. */
export function missingIn(table: RoleTable): Lack[] {
  return GIVABLE.filter((permission) => table[permission] !== undefined).flatMap((permission) =>
    neededFor(permission)
      .map((needed) => ({ permission, needed, reach: narrowed(table[permission]!, needed) }))
      .filter(({ needed, reach }) => !reachesAs(table[needed], reach)),
  );
}

/** The same table with what its permissions need. */
export function completed(table: RoleTable): RoleTable {
  let whole = table;
  for (let lacks = missingIn(whole); lacks.length > 0; lacks = missingIn(whole)) {
    const [{ needed, reach }] = lacks as [Lack];
    whole = { ...whole, [needed]: reach };
  }
  return whole;
}

/** The same table without the permissions that lack what they need. */
function sound(table: RoleTable): RoleTable {
  const [lack] = missingIn(table);
  return lack ? sound(without(table, lack.permission)) : table;
}

/** The same table without a permission, and without what cannot be used without it; `reach` leaves a narrower one. */
export function without(table: RoleTable, permission: Permission, reach: Reach | null = null): RoleTable {
  const { [permission]: _, ...rest } = table;
  let left: RoleTable = reach === null ? rest : { ...rest, [permission]: reach };
  for (let lacks = missingIn(left); lacks.length > 0; lacks = missingIn(left)) {
    const [{ permission: useless }] = lacks as [Lack];
    const { [useless]: _useless, ...others } = left;
    left =
      reach !== null && isByGroup(useless) && left[useless] === "all"
        ? { ...others, [useless]: reach }
        : others;
  }
  return left;
}

const narrowed = (reach: Reach, needed: Permission): Reach => (isByGroup(needed) ? reach : "all");

function reachesAs(has: Reach | undefined, asked: Reach): boolean {
  return has === "all" || (has !== undefined && has === asked);
}

/** The permissions of a table that go beyond another: missing there, or reaching less far. */
export function beyond(table: RoleTable, limit: RoleTable): Permission[] {
  return PERMISSIONS.filter((permission) => {
    const reach = table[permission];
    return reach !== undefined && !reachesAs(limit[permission], reach);
  });
}

export function isSameTable(one: RoleTable, other: RoleTable): boolean {
  return PERMISSIONS.every((permission) => one[permission] === other[permission]);
}

/** What an edit of a table gives and takes, for the audit log: "api:edit", "key-set:view (own groups)". */
export function differenceOf(before: RoleTable, after: RoleTable): { added: string[]; removed: string[] } {
  const text = (table: RoleTable, permission: Permission) =>
    table[permission] === "own-group" ? `${permission} (own groups)` : permission;
  const changed = PERMISSIONS.filter((permission) => before[permission] !== after[permission]);
  return {
    added: changed.filter((one) => after[one] !== undefined).map((one) => text(after, one)),
    removed: changed.filter((one) => before[one] !== undefined).map((one) => text(before, one)),
  };
}

/** The slug of a new role, from its name: letters, digits and hyphens, other than all that are taken. */
export function slugFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[-0-9]+|-+$/g, "")
    .slice(0, 32)
    .replace(/-+$/, "");
  const first = plain || "role";
  for (let n = 1; ; n++) {
    const slug = n === 1 ? first : `${first}-${n}`;
    if (!taken.includes(slug)) return slug;
  }
}

/** Whether whoever has one role may give another to somebody, or take it away: never more than they have themselves. */
export function mayHandle(holder: HeldRole, role: HeldRole): boolean {
  return beyond(role.table, holder.table).length === 0;
}
