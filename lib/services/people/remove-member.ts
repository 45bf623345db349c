import { deleteMembership, lockMember } from "@/db/queries/people";
import { endSessionsIn } from "@/db/queries/sessions";
import { oneMember } from "@/lib/contracts/people";
import { memberRefusal } from "@/lib/domain/people/membership";
import { type Command, refuse } from "../card";

/** Takes a member out of the workspace; that person's next request finds no way in. */
export const removeMember: Command<typeof oneMember, { userId: string }> = {
  name: "member.remove",
  permission: "member:remove",
  input: oneMember,
  async run(tx, ctx, { userId }) {
    const member = await lockMember(tx, ctx.workspace, userId);
    if (!member) return refuse("not-found");
    const refusal = memberRefusal(ctx.actor, { from: member.role, to: null, owners: member.owners });
    if (refusal) return refuse(refusal);
    await deleteMembership(tx, ctx.workspace, userId);
    await endSessionsIn(tx, ctx.workspace, userId, ctx.now);
    return {
      ok: true,
      value: { userId },
      event: {
        type: "member.removed",
        subject: { kind: "member", id: userId, label: member.name },
        before: { role: member.role, email: member.email },
      },
    };
  },
};
