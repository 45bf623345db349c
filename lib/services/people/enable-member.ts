import { lockMember, updateDisabled } from "@/db/queries/people";
import { oneMember } from "@/lib/contracts/people";
import { enableRefusal } from "@/lib/domain/people/membership";
import { type Command, refuse } from "../card";
import { releaseKeysOf } from "../personal-keys/of-member";
import { changeRefusal } from "./check-change";

/** Lets a disabled member in again, with the role and the personal keys that they had. */
export const enableMember: Command<typeof oneMember, { userId: string }> = {
  name: "member.enable",
  permission: "member:change",
  input: oneMember,
  async run(tx, ctx, { userId }) {
    const member = await lockMember(tx, ctx.workspace, userId);
    if (!member) return refuse("not-found");
    const refusal =
      enableRefusal(ctx.actor, member) ??
      changeRefusal(ctx, { from: null, to: member.role, owners: member.owners });
    if (refusal) return refuse(refusal);
    await updateDisabled(tx, ctx.workspace, userId, null);
    const { events, changes } = await releaseKeysOf(tx, ctx, userId);
    return {
      ok: true,
      value: { userId },
      event: [
        {
          type: "member.enabled",
          subject: { kind: "member", id: userId, label: member.name },
          after: { personalKeysReleased: events.length },
        },
        ...events,
      ],
      changes,
    };
  },
};
