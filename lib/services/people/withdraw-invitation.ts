import { closeInvitation } from "@/db/queries/people";
import { oneInvitation } from "@/lib/contracts/people";
import { type Command, refuse } from "../card";

/** Makes an invitation link worthless. */
export const withdrawInvitation: Command<typeof oneInvitation, { id: string }> = {
  name: "invitation.withdraw",
  permission: "member:invite",
  input: oneInvitation,
  async run(tx, ctx, { id }) {
    const invitation = await closeInvitation(tx, ctx.workspace, id, "withdrawnAt", ctx.now);
    if (!invitation) return refuse("not-found");
    return {
      ok: true,
      value: { id },
      event: { type: "invitation.withdrawn", subject: { kind: "invitation", id, label: invitation.email } },
    };
  },
};
