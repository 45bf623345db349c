import { membersWithRole } from "@/db/queries/people";
import { type Permission, type Role, rolesWith } from "@/lib/domain/people/roles";
import type { Context } from "../context";
import { database } from "../database";

export interface Grantors {
  roles: Role[];
  people: { name: string; email: string; role: Role }[];
}

/** Which roles have a permission, and who in the workspace can grant one: what the Access Denied page tells any member. */
export async function whoCanGrant(ctx: Context, permission: Permission): Promise<Grantors> {
  const people = await membersWithRole(database(), ctx.workspace, rolesWith("member:change"));
  return {
    roles: rolesWith(permission),
    people: people.map(({ name, email, role }) => ({ name, email, role })),
  };
}
