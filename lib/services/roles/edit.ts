import { findRole, personalKeysByRole, rewriteRole, roleNameTaken } from "@/db/queries/roles";
import { lockWorkspace } from "@/db/queries/workspaces";
import { editRole as input } from "@/lib/contracts/roles";
import { changesOf, chosenOf, differenceOf, isSameTable, tableOf } from "@/lib/domain/people/role-table";
import { isBuiltIn } from "@/lib/domain/people/roles";
import { type Command, refuse } from "../card";
import { keyChanged } from "../keys/key-change";

/** Changes what a role may do. It counts from the next request of everybody who has it, and of their personal keys. */
export const editRole: Command<typeof input, { role: string; name: string }> = {
  name: "role.edit",
  permission: "role:edit",
  input,
  withdraws: true,
  ownerLevel: true,
  async run(tx, ctx, { role: slug, ...given }) {
    await lockWorkspace(tx, ctx.workspace);
    const role = await findRole(tx, ctx.workspace, slug);
    if (!role) return refuse("not-found");
    if (slug === "owner") return refuse("role-fixed");
    const { name = role.name, description = role.description } = given;
    if (isBuiltIn(slug) && (name !== role.name || description !== role.description))
      return refuse("role-built-in");
    if (await roleNameTaken(tx, ctx.workspace, name, slug)) return refuse("role-name-taken");
    const before = chosenOf(role.table);
    if (given.seen && !isSameTable(before, given.seen)) return refuse("changed-meanwhile");
    const after = given.permissions ?? before;
    const changes = changesOf(slug, after);
    await rewriteRole(tx, ctx.workspace, slug, { name, description, changes });
    const keys = await personalKeysByRole(tx, ctx.workspace, slug);
    return {
      ok: true,
      value: { role: slug, name },
      event: {
        type: "role.edited",
        subject: { kind: "role", id: slug, label: name },
        before: { name: role.name, description: role.description },
        after: { name, description, ...differenceOf(before, chosenOf(tableOf(slug, changes))) },
      },
      changes: keys.flatMap(keyChanged),
    };
  },
};
