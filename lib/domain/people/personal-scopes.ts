/** A personal key acts as its user: what it may do is what the user's present role may do. */
import { HUB_SCOPES, type HubScope } from "../scopes";
import { SCOPE_OF } from "./actor";
import { PERMISSIONS, ROLES, type Role, reachOf } from "./roles";

/** The hub's scopes all of whose permissions a role has everywhere: the scopes of that person's keys. Never stored. */
export function scopesOfRole(role: Role): readonly HubScope[] {
  return SCOPES_OF_ROLE[role];
}

function heldBy(role: Role): HubScope[] {
  return (Object.keys(HUB_SCOPES) as HubScope[]).filter((scope) => {
    const needed = PERMISSIONS.filter((permission) => SCOPE_OF[permission] === scope);
    // A scope that stands for no permission yet must not be given away by "all of none".
    return needed.length > 0 && needed.every((permission) => reachOf(role, permission) === "all");
  });
}

const SCOPES_OF_ROLE = Object.fromEntries(ROLES.map((role) => [role, heldBy(role)])) as unknown as Record<
  Role,
  readonly HubScope[]
>;
