/** Who acts. The audit log records it; the runner asks it before every command and query. */
import { type HubScope, missingScopes } from "../scopes";
import { isGivable } from "./role-table";
import { type HeldRole, PERMISSIONS, type Permission, type Reach, reachOf, roleMay } from "./roles";

export type Actor =
  /** `key` = the public id of the personal key through which the person acts; absent in the browser. */
  | { kind: "user"; id: string; name: string; email: string; role: HeldRole; key?: string }
  | { kind: "key"; id: string; publicId: string; name: string; scopes: readonly string[] }
  /** A verifier that has proven itself by its token: it asks what it shall enforce, and reports. */
  | { kind: "outpost"; id: string; name: string }
  /** The person who holds the one-time setup link, or an invitation, and has no account yet. */
  | { kind: "newcomer"; email: string }
  /** A command on the host's own data, or a job. */
  | { kind: "host"; name: string };

/** In whose name the hub carries out what the clock has ended. */
export const HOUSEKEEPING = { kind: "host", name: "Housekeeping" } as const satisfies Actor;

/** The scope that lets a key do what a permission lets a person do. A permission without one is closed to keys. */
export const SCOPE_OF: Partial<Record<Permission, HubScope>> = {
  "key:verify": "keys:verify",
  "token:exchange": "tokens:exchange",
  "signing-key:view": "signing-keys:read",
  "signing-key:generate": "signing-keys:write",
  "signing-key:rotate": "signing-keys:write",
  "outpost:view": "outposts:read",
  "outpost:enrol": "outposts:write",
  "outpost:reset": "outposts:write",
  "outpost:remove": "outposts:write",
  "access-key:view": "keys:read",
  "access-key:create": "keys:write",
  "access-key:edit": "keys:write",
  "access-key:disable": "keys:write",
  "access-key:regenerate": "keys:write",
  "access-key:rotate": "keys:write",
  "access-key:reveal": "keys:write",
  "access-key:revoke": "keys:write",
  "access-key:delete": "keys:write",
  "key:rotate-itself": "keys:rotate",
  "api:view": "key-sets:read",
  "application:view": "key-sets:read",
  "subscription:view": "key-sets:read",
  "key-set:view": "key-sets:read",
  // Whom it serves are those who give an API its templates.
  "policy-template:view": "key-sets:write",
  "policy-template:edit": "key-sets:write",
  "api:edit": "key-sets:write",
  "application:edit": "key-sets:write",
  "application:suspend": "key-sets:write",
  "subscription:request": "key-sets:write",
  "subscription:decide": "key-sets:write",
  "key-set:suspend": "key-sets:write",
  "key-set:activate": "key-sets:write",
  "key-set:regenerate": "key-sets:write",
  "key-set:revoke": "key-sets:write",
  "key-set:rename": "key-sets:write",
};

export function actorMay(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case "user":
      return roleMay(actor.role, permission);
    case "key": {
      const scope = SCOPE_OF[permission];
      return scope !== undefined && actor.scopes.includes(scope);
    }
    case "outpost":
      return permission === "outpost:serve";
    case "newcomer":
      return permission === "hub:set-up" || permission === "invitation:accept";
    case "host":
      return true;
  }
}

/**
 * How far an actor's permission reaches; null = it lacks it. A key of the workspace and the host belong to no group, so
 * what they may they may everywhere.
 */
export function actorReach(actor: Actor, permission: Permission): Reach | null {
  if (actor.kind === "user") return reachOf(actor.role, permission);
  return actorMay(actor, permission) ? "all" : null;
}

/** What people do with their own keys, and no program: among it who reaches which applications. */
const BY_PEOPLE_ALONE: readonly Permission[] = [
  "personal-key:own",
  "personal-key:view-all",
  "personal-key:revoke-all",
  "organization:view",
  "organization:edit",
  // A program that could read every application's credentials would need no others.
  "key-set:retrieve",
];

/** What has a call over HTTP. Everything else is done by a person in the console alone, whatever their role. */
const CALLABLE = PERMISSIONS.filter(
  (permission) => BY_PEOPLE_ALONE.includes(permission) || permission in SCOPE_OF,
);

/** What an actor may do by calls with a key: of a personal key less than its person may in the browser. */
export function callablePermissions(actor: Actor): Permission[] {
  return CALLABLE.filter((permission) => actorMay(actor, permission));
}

/**
 * The scopes that an actor may not hand on. Whoever may create or regenerate keys could otherwise help themselves to
 * every power: a program gives a new secret only the scopes that it has itself, and a person only those for all of which
 * their role stands. What no role can have (asking about keys, exchanging) is anybody's to give who may create keys.
 */
export function scopesBeyond(actor: Actor, scopes: readonly string[]): string[] {
  switch (actor.kind) {
    case "key":
      return missingScopes(actor.scopes, scopes);
    case "user":
      return scopesBeyondRole(actor.role, scopes);
    default:
      return [];
  }
}

/** The scopes that stand for something which a person of this role may not do, or not everywhere. */
export function scopesBeyondRole(role: Pick<HeldRole, "table">, scopes: readonly string[]): string[] {
  const withheld = PERMISSIONS.filter(
    (permission) => isGivable(permission) && reachOf(role, permission) !== "all",
  ).map((permission) => SCOPE_OF[permission] as string | undefined);
  return scopes.filter((scope) => withheld.includes(scope));
}

/** The name by which the audit log and the screens call an actor. */
export function actorLabel(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.key === undefined ? actor.name : `${actor.name} (${actor.key})`;
    case "key":
      return `${actor.name} (${actor.publicId})`;
    case "newcomer":
      return actor.email;
    case "outpost":
    case "host":
      return actor.name;
  }
}
