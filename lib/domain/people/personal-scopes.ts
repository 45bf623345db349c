/** A personal key acts as its user: what it may do is what the user's present role may do. */
import { HUB_SCOPES, type HubScope } from "../scopes";
import { SCOPE_OF } from "./actor";
import { type HeldRole, PERMISSIONS, type RoleTable, reachOf } from "./roles";

/** Tables are shared by those who hold the same role. */
const known = new WeakMap<RoleTable, readonly HubScope[]>();

/** The hub's scopes all of whose permissions a role has everywhere: the scopes of that person's keys. Never stored. */
export function scopesOfRole(role: Pick<HeldRole, "table">): readonly HubScope[] {
  let scopes = known.get(role.table);
  if (scopes === undefined) {
    scopes = (Object.keys(HUB_SCOPES) as HubScope[]).filter((scope) => {
      const needed = PERMISSIONS.filter((permission) => SCOPE_OF[permission] === scope);
      // A scope that stands for no permission yet must not be given away by "all of none".
      return needed.length > 0 && needed.every((permission) => reachOf(role, permission) === "all");
    });
    known.set(role.table, scopes);
  }
  return scopes;
}
