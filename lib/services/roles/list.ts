import { z } from "zod";
import { holdersOfRoles, listRoles as list, type StoredRole } from "@/db/queries/roles";
import { changesOf } from "@/lib/domain/people/role-table";
import { isBuiltIn } from "@/lib/domain/people/roles";
import type { Query } from "../card";

export interface RoleOfWorkspace extends StoredRole {
  builtIn: boolean;
  /** Whether a built-in role is no longer as it began. */
  adjusted: boolean;
  members: { userId: string; name: string }[];
  /** Open ones that would give the role. */
  invitations: number;
}

/** The roles of the workspace with what each may do and who has it: the built-in ones first. */
export const listRoles: Query<z.ZodObject, { roles: RoleOfWorkspace[] }> = {
  name: "role.list",
  permission: "role:view",
  input: z.strictObject({}),
  async run(db, ctx) {
    const roles = await list(db, ctx.workspace);
    const holders = await holdersOfRoles(db, ctx.workspace, ctx.now);
    return {
      roles: roles.map((role) => {
        const builtIn = isBuiltIn(role.slug);
        const adjusted = builtIn && Object.keys(changesOf(role.slug, role.table)).length > 0;
        return { ...role, builtIn, adjusted, ...holders(role.slug) };
      }),
    };
  },
};
