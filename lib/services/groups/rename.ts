import { groupNameTaken, lockGroup, updateGroup } from "@/db/queries/organizations";
import { renameGroup as input } from "@/lib/contracts/organizations";
import { type Command, refuse } from "../card";

export const renameGroup: Command<typeof input, { id: string; name: string }> = {
  name: "group.rename",
  permission: "organization:edit",
  input,
  async run(tx, ctx, { id, name }) {
    const row = await lockGroup(tx, ctx.workspace, id);
    if (!row) return refuse("not-found");
    if (await groupNameTaken(tx, ctx.workspace, name, id)) return refuse("group-name-taken");
    await updateGroup(tx, ctx.workspace, id, name);
    return {
      ok: true,
      value: { id, name },
      event: {
        type: "group.renamed",
        subject: { kind: "group", id, label: name },
        before: { name: row.name },
        after: { name },
      },
    };
  },
};
