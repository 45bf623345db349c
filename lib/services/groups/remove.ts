import { applicationsOfGroup, deleteGroup, lockGroup } from "@/db/queries/organizations";
import { oneGroup } from "@/lib/contracts/organizations";
import { groupRemoval } from "@/lib/domain/applications/organizations";
import { type Command, refuse } from "../card";

/** Removes a group that has no applications. Who was in it stays a member of the workspace. */
export const removeGroup: Command<typeof oneGroup, { id: string; name: string }> = {
  name: "group.remove",
  permission: "organization:edit",
  input: oneGroup,
  async run(tx, ctx, { id }) {
    const row = await lockGroup(tx, ctx.workspace, id);
    if (!row) return refuse("not-found");
    const refusal = groupRemoval(await applicationsOfGroup(tx, ctx.workspace, id));
    if (refusal) return refuse(refusal);
    await deleteGroup(tx, ctx.workspace, id);
    return {
      ok: true,
      value: { id, name: row.name },
      event: {
        type: "group.removed",
        subject: { kind: "group", id, label: row.name },
        before: { name: row.name },
      },
    };
  },
};
