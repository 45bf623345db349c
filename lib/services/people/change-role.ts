import { lockMember, updateRole } from "@/db/queries/people";
import { changeMember } from "@/lib/contracts/people";
import { memberRefusal } from "@/lib/domain/people/membership";
import { type Command, refuse } from "../card";

/** Gives a member another role; it counts from that person's next request. */
export const changeRole: Command<typeof changeMember, { userId: string }> = {
  name: "member.change-role",
  permission: "member:change",
  input: changeMember,
  async run(tx, ctx, { userId, role }) {
    const member = await lockMember(tx, ctx.workspace, userId);
    if (!member) return refuse("not-found");
    const refusal = memberRefusal(ctx.actor, { from: member.role, to: role, owners: member.owners });
    if (refusal) return refuse(refusal);
    if (member.role === role) return refuse("role-unchanged");
    await updateRole(tx, ctx.workspace, userId, member.role, role);
    return {
      ok: true,
      value: { userId },
      event: {
        type: "member.role-changed",
        subject: { kind: "member", id: userId, label: member.name },
        before: { role: member.role },
        after: { role },
      },
    };
  },
};
