import { insertRole, listRoles, roleNameTaken } from "@/db/queries/roles";
import { lockWorkspace } from "@/db/queries/workspaces";
import { createRole as input } from "@/lib/contracts/roles";
import { changesOf, chosenOf, differenceOf, slugFor } from "@/lib/domain/people/role-table";
import { type Command, refuse } from "../card";

/** More than anybody keeps apart. */
const mostRoles = 50;

/** Adds a role of the workspace's own. */
export const createRole: Command<typeof input, { role: string; name: string }> = {
  name: "role.create",
  permission: "role:edit",
  input,
  ownerLevel: true,
  async run(tx, ctx, { name, description, permissions }) {
    await lockWorkspace(tx, ctx.workspace);
    if (await roleNameTaken(tx, ctx.workspace, name)) return refuse("role-name-taken");
    const roles = await listRoles(tx, ctx.workspace);
    if (roles.length >= mostRoles) return refuse("too-many-roles");
    const taken = roles.map(({ slug }) => slug);
    const slug = slugFor(name, taken);
    await insertRole(tx, {
      workspaceId: ctx.workspace,
      slug,
      name,
      description,
      changes: changesOf(slug, permissions),
      createdAt: ctx.now,
    });
    return {
      ok: true,
      value: { role: slug, name },
      event: {
        type: "role.created",
        subject: { kind: "role", id: slug, label: name },
        after: { name, description, permissions: differenceOf({}, chosenOf(permissions)).added },
      },
    };
  },
};
