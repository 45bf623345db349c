import { lockMember, updateDisabled } from "@/db/queries/people";
import { endSessionsIn } from "@/db/queries/sessions";
import { oneMember } from "@/lib/contracts/people";
import { disableRefusal } from "@/lib/domain/people/membership";
import { type Command, refuse } from "../card";
import { holdKeysOf } from "../personal-keys/of-member";
import { changeRefusal } from "./check-change";

/** Shuts a member out for a while: sessions end, personal keys are held, and signing in is refused. */
export const disableMember: Command<typeof oneMember, { userId: string }> = {
  name: "member.disable",
  permission: "member:change",
  input: oneMember,
  withdraws: true,
  async run(tx, ctx, { userId }) {
    const member = await lockMember(tx, ctx.workspace, userId);
    if (!member) return refuse("not-found");
    const refusal =
      disableRefusal(ctx.actor, member) ??
      changeRefusal(ctx, { from: member.role, to: null, owners: member.owners });
    if (refusal) return refuse(refusal);
    await updateDisabled(tx, ctx.workspace, userId, ctx.now);
    await endSessionsIn(tx, ctx.workspace, userId, ctx.now);
    const { events, changes } = await holdKeysOf(tx, ctx, userId);
    return {
      ok: true,
      value: { userId },
      event: [
        {
          type: "member.disabled",
          subject: { kind: "member", id: userId, label: member.name },
          after: { personalKeysHeld: events.length },
        },
        ...events,
      ],
      changes,
    };
  },
};
