import { deleteMembership, lockMember } from "@/db/queries/people";
import { endSessionsIn } from "@/db/queries/sessions";
import { oneMember } from "@/lib/contracts/people";
import { type Command, refuse } from "../card";
import { revokeKeysOf } from "../personal-keys/of-member";
import { changeRefusal } from "./check-change";

/** Takes a member out of the workspace; that person's next request finds no way in, nor any of their keys. */
export const removeMember: Command<typeof oneMember, { userId: string }> = {
  name: "member.remove",
  permission: "member:remove",
  input: oneMember,
  withdraws: true,
  async run(tx, ctx, { userId }) {
    const member = await lockMember(tx, ctx.workspace, userId);
    if (!member) return refuse("not-found");
    const refusal = changeRefusal(ctx, {
      from: member.role,
      to: null,
      owners: member.owners,
      disabled: member.disabledAt !== null,
    });
    if (refusal) return refuse(refusal);
    await deleteMembership(tx, ctx.workspace, userId);
    await endSessionsIn(tx, ctx.workspace, userId, ctx.now);
    const { events, changes } = await revokeKeysOf(tx, ctx, userId);
    return {
      ok: true,
      value: { userId },
      event: [
        {
          type: "member.removed",
          subject: { kind: "member", id: userId, label: member.name },
          before: { role: member.role.name, email: member.email },
          after: { personalKeysRevoked: events.length },
        },
        ...events,
      ],
      changes,
    };
  },
};
