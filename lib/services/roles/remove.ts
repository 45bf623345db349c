import { deleteRole, findRole, holdersOfRoles } from "@/db/queries/roles";
import { lockWorkspace } from "@/db/queries/workspaces";
import { oneRole } from "@/lib/contracts/roles";
import { chosenOf, differenceOf } from "@/lib/domain/people/role-table";
import { isBuiltIn } from "@/lib/domain/people/roles";
import { type Command, refuse } from "../card";

/** Removes a role of the workspace's own that nobody has, nor is invited with. */
export const removeRole: Command<typeof oneRole, { role: string; name: string }> = {
  name: "role.remove",
  permission: "role:edit",
  input: oneRole,
  ownerLevel: true,
  async run(tx, ctx, { role: slug }) {
    await lockWorkspace(tx, ctx.workspace);
    const role = await findRole(tx, ctx.workspace, slug);
    if (!role) return refuse("not-found");
    if (isBuiltIn(slug)) return refuse("role-built-in");
    const { members, invitations } = (await holdersOfRoles(tx, ctx.workspace, ctx.now))(slug);
    if (members.length > 0 || invitations > 0) return refuse("role-in-use");
    await deleteRole(tx, ctx.workspace, slug);
    const { name, description, table } = role;
    return {
      ok: true,
      value: { role: slug, name },
      event: {
        type: "role.removed",
        subject: { kind: "role", id: slug, label: name },
        before: { name, description, permissions: differenceOf({}, chosenOf(table)).added },
      },
    };
  },
};
