import { lockMember, updateRole } from "@/db/queries/people";
import { findRole } from "@/db/queries/roles";
import { changeMember } from "@/lib/contracts/people";
import { type Command, refuse } from "../card";
import { memberKeysChanged } from "../personal-keys/of-member";
import { changeRefusal } from "./check-change";

/** Gives a member another role; it counts from the next request, of that person and of their personal keys. */
export const changeRole: Command<typeof changeMember, { userId: string }> = {
  name: "member.change-role",
  permission: "member:change",
  input: changeMember,
  withdraws: true,
  async run(tx, ctx, { userId, role: slug }) {
    const member = await lockMember(tx, ctx.workspace, userId);
    if (!member) return refuse("not-found");
    const role = await findRole(tx, ctx.workspace, slug);
    if (!role) return { ok: false, fields: { role: "Choose a role." } };
    const refusal = changeRefusal(ctx, {
      from: member.role,
      to: role,
      owners: member.owners,
      disabled: member.disabledAt !== null,
    });
    if (refusal) return refuse(refusal);
    if (member.role.slug === slug) return refuse("role-unchanged");
    await updateRole(tx, ctx.workspace, userId, member.role.slug, slug);
    return {
      ok: true,
      value: { userId },
      event: {
        type: "member.role-changed",
        subject: { kind: "member", id: userId, label: member.name },
        before: { role: member.role.name },
        after: { role: role.name },
      },
      changes: await memberKeysChanged(tx, ctx, userId),
    };
  },
};
