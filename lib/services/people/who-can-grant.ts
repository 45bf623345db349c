import { membersWho } from "@/db/queries/people";
import { listRoles } from "@/db/queries/roles";
import { mayHandle } from "@/lib/domain/people/role-table";
import { type Permission, roleMay } from "@/lib/domain/people/roles";
import type { Context } from "../context";
import { database } from "../database";

export interface Grantors {
  /** Names of roles. */
  roles: string[];
  people: { name: string; email: string; role: string }[];
}

/** Which roles have one of the permissions, and who in the workspace can grant one: what the Access Denied page tells any member. */
export async function whoCanGrant(ctx: Context, ...permissions: Permission[]): Promise<Grantors> {
  const roles = await listRoles(database(), ctx.workspace);
  const members = await membersWho(database(), ctx.workspace, "member:change");
  const needed = roles.filter((role) => permissions.some((permission) => roleMay(role, permission)));
  return {
    roles: needed.map(({ name }) => name),
    people: members
      .filter((member) => needed.some((role) => mayHandle(member.role, role)))
      .map(({ name, email, role }) => ({ name, email, role: role.name })),
  };
}
