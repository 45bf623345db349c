import { groupNameTaken, insertGroup } from "@/db/queries/organizations";
import { createGroup as input } from "@/lib/contracts/organizations";
import { newId } from "@/lib/crypto/random";
import { type Command, refuse } from "../card";

/** Adds a group: who is in it reaches its applications. */
export const createGroup: Command<typeof input, { id: string; name: string }> = {
  name: "group.create",
  permission: "organization:edit",
  input,
  async run(tx, ctx, { name }) {
    if (await groupNameTaken(tx, ctx.workspace, name)) return refuse("group-name-taken");
    const id = newId();
    await insertGroup(tx, { id, workspaceId: ctx.workspace, name, createdAt: ctx.now });
    return {
      ok: true,
      value: { id, name },
      event: { type: "group.created", subject: { kind: "group", id, label: name }, after: { name } },
    };
  },
};
