import { deleteGroupMember, holdMember, insertGroupMember, lockGroup } from "@/db/queries/organizations";
import { groupMember } from "@/lib/contracts/organizations";
import { type Command, refuse } from "../card";

interface Membership {
  id: string;
  userId: string;
}

/** Puts a member of the workspace into a group: its applications are theirs to reach from now on. */
export const addGroupMember: Command<typeof groupMember, Membership> = {
  name: "group.add-member",
  permission: "organization:edit",
  input: groupMember,
  async run(tx, ctx, { id, userId }) {
    const group = await lockGroup(tx, ctx.workspace, id);
    const member = await holdMember(tx, ctx.workspace, userId);
    if (!group || member === null) return refuse("not-found");
    if (!(await insertGroupMember(tx, ctx.workspace, { groupId: id, userId })))
      return refuse("group-member-already");
    return { ok: true, value: { id, userId }, event: event("group.member-added", group, member) };
  },
};

/** Takes a person out of a group. */
export const removeGroupMember: Command<typeof groupMember, Membership> = {
  name: "group.remove-member",
  permission: "organization:edit",
  input: groupMember,
  async run(tx, ctx, { id, userId }) {
    const group = await lockGroup(tx, ctx.workspace, id);
    const member = await holdMember(tx, ctx.workspace, userId);
    if (!group || member === null) return refuse("not-found");
    if (!(await deleteGroupMember(tx, ctx.workspace, { groupId: id, userId }))) return refuse("not-found");
    return { ok: true, value: { id, userId }, event: event("group.member-removed", group, member) };
  },
};

function event(
  type: "group.member-added" | "group.member-removed",
  { id, name }: { id: string; name: string },
  member: string,
) {
  return { type, subject: { kind: "group" as const, id, label: name }, after: { member } };
}
