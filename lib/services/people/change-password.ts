import { updateUser } from "@/db/queries/people";
import { confirmSession, endOtherSessions } from "@/db/queries/sessions";
import type { FieldErrors } from "@/lib/contracts/answer";
import { changePassword } from "@/lib/contracts/profile";
import { hashPassword, passwordFits } from "@/lib/crypto/passwords";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { type Command, refuse } from "../card";
import { lockOwnUser } from "./own-user";

/** Sets a new password for whoever knows the old one, and ends every other session: a thief's too. */
export const setPassword: Command<typeof changePassword, { ended: number }> = {
  name: "profile.change-password",
  permission: "profile:own",
  input: changePassword,
  isWrongPassword: (answer) => answer.kind === "invalid" && "current" in answer.fields,
  async run(tx, ctx, { current, password }) {
    const user = await lockOwnUser(tx, ctx);
    if (!user) return refuse("access-denied");
    if (!(await passwordFits(user.passwordHash, current)))
      return wrong({ current: REFUSAL_MESSAGES["password-wrong"].sentence });
    if (current === password) return wrong({ password: "That is your password already. Choose another." });
    await updateUser(tx, user.id, { passwordHash: await hashPassword(password) });
    const ended = await endOtherSessions(tx, user.id, ctx.sessionId, ctx.now);
    if (ctx.sessionId !== null) await confirmSession(tx, user.id, ctx.sessionId, ctx.now);
    return {
      ok: true,
      value: { ended },
      event: {
        type: "profile.password-changed",
        subject: { kind: "member", id: user.id, label: user.name },
        after: { otherSessionsEnded: ended },
      },
    };
  },
};

function wrong(fields: FieldErrors): { ok: false; fields: FieldErrors } {
  return { ok: false, fields };
}
