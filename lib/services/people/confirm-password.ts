import { confirmSession } from "@/db/queries/sessions";
import { confirmPassword } from "@/lib/contracts/profile";
import { passwordFits } from "@/lib/crypto/passwords";
import { type Command, refuse } from "../card";
import { lockOwnUser } from "./own-user";

/** The password, given once more: for the next minutes this session may do what only an Owner does. */
export const confirmOwnPassword: Command<typeof confirmPassword, { confirmedAt: string }> = {
  name: "session.confirm",
  permission: "session:own",
  input: confirmPassword,
  isWrongPassword: (answer) => answer.kind === "refused" && answer.code === "password-wrong",
  async run(tx, ctx, { password }) {
    const user = await lockOwnUser(tx, ctx);
    if (!user || ctx.sessionId === null) return refuse("access-denied");
    if (!(await passwordFits(user.passwordHash, password))) return refuse("password-wrong");
    if (!(await confirmSession(tx, user.id, ctx.sessionId, ctx.now))) return refuse("signed-out");
    return {
      ok: true,
      value: { confirmedAt: ctx.now.toISOString() },
      event: {
        type: "session.confirmed",
        subject: { kind: "session", id: ctx.sessionId, label: user.name },
      },
    };
  },
};
